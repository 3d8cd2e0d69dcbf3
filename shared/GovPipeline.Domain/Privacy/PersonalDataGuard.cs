namespace GovPipeline.Domain.Privacy;

/// <summary>Masks what names a person in a text before it is published, mailed or logged, but for what reference data say themselves.</summary>
/// <param name="allowed">Texts of reference data: an office's address, who a mail is to, a place called "Bà Rịa".</param>
public sealed class PersonalDataGuard(IEnumerable<string> allowed)
{
    // A shorter text stands in too many others.
    private const int ShortestAllowed = 4;

    private readonly string[] _allowed = [.. allowed.Where(a => a.Length >= ShortestAllowed).Distinct(StringComparer.Ordinal)];

    /// <summary>What is shown although it may name a person.</summary>
    public IReadOnlyList<string> Allowed => _allowed;

    /// <summary>The text as it may be shown.</summary>
    public string Masked(string text) => PersonalData.Masked(text, _allowed);
}
