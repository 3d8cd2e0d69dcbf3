namespace GovPipeline.Domain.Dossiers;

/// <summary>Yes, no, or not said. Not said is never no.</summary>
public enum Answer : byte
{
    /// <summary>The export does not say.</summary>
    Unknown,

    /// <summary>No.</summary>
    No,

    /// <summary>Yes.</summary>
    Yes,
}
