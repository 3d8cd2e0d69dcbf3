namespace GovPipeline.Sources.Definitions;

/// <summary>What the rows of a source are.</summary>
public enum SourceKind
{
    /// <summary>One row a version of a dossier.</summary>
    Dossiers,

    /// <summary>One row a unit and day (or month) with counts.</summary>
    Measures,
}
