namespace GovPipeline.Storage.Published;

/// <summary>What a column of a published table means, in Vietnamese: read by the data dictionary and by the Power BI model.</summary>
/// <param name="meaning">The meaning, a phrase without a full stop.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class VietnameseAttribute(string meaning) : Attribute
{
    /// <summary>The meaning.</summary>
    public string Meaning { get; } = meaning;
}
