namespace GovPipeline.Sources.Reading;

/// <summary>What a column holds, as far as it says what of its cells may be shown.</summary>
public enum CellKind
{
    /// <summary>Words of a list, days, numbers.</summary>
    Plain,

    /// <summary>The name or code of a unit.</summary>
    Unit,

    /// <summary>A code of a system.</summary>
    Code,
}
