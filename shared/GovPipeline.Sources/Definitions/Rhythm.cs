namespace GovPipeline.Sources.Definitions;

/// <summary>How often a source tells something new.</summary>
public enum Rhythm
{
    /// <summary>Every night.</summary>
    Night,

    /// <summary>Every calendar month.</summary>
    Month,

    /// <summary>Every quarter of NĐ 09/2019/NĐ-CP.</summary>
    Quarter,

    /// <summary>Every half-year of NĐ 09/2019/NĐ-CP.</summary>
    HalfYear,
}
