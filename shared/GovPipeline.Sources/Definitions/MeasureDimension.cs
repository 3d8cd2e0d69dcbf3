namespace GovPipeline.Sources.Definitions;

/// <summary>A dimension of a source of measures.</summary>
public sealed record MeasureDimension
{
    /// <summary>What people call it, in Vietnamese; without it, a heading.</summary>
    public string? NameVi { get; init; }

    /// <summary>What people call it, in English; without it, the Vietnamese.</summary>
    public string? NameEn { get; init; }

    /// <summary>Headings.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The value of an empty cell, or of a file without the column; null when it must be filled in.</summary>
    public string? Default { get; init; }

    /// <summary>The closed list its values come from, <c>systems</c>; null where <see cref="Values"/> has them.</summary>
    public string? List { get; init; }

    /// <summary>Wordings by canonical value; other wordings are an error. Empty where <see cref="List"/> has them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
