namespace GovPipeline.Sources.Definitions;

/// <summary>Which columns of a source of measures mean what.</summary>
public sealed record MeasureLayout
{
    /// <summary>Headings of the day (or month) column; empty for a report.</summary>
    public IReadOnlyList<string> Date { get; init; } = [];

    /// <summary>
    /// Whether a file is a report that a software made of its own figures (II.06a, Biểu 07a/BTP): its title says "Từ ngày …
    /// đến ngày …", its measures are counters of ours, and it is published beside them as reported.
    /// </summary>
    public bool Report { get; init; }

    /// <summary>Headings of the unit column; may be empty when the source has a default unit.</summary>
    public IReadOnlyList<string> Unit { get; init; } = [];

    /// <summary>What readings are kept by, beside unit and day.</summary>
    public IReadOnlyDictionary<string, MeasureDimension> Dimensions { get; init; } = new Dictionary<string, MeasureDimension>();

    /// <summary>Headings of what names a row (a meeting's or petition's code), of which the newest stands as a whole; empty for counts.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Headings of the last day an entry of an effective-dated list holds.</summary>
    public IReadOnlyList<string> Until { get; init; } = [];

    /// <summary>Moments by name, with their headings, for time limits and office hours.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Times { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The measures.</summary>
    public required IReadOnlyDictionary<string, MeasureColumn> Values { get; init; }

    /// <summary>Headings of a secrecy column (<i>độ mật</i>); one row that is not "Thường" refuses the file.</summary>
    public IReadOnlyList<string> Secrecy { get; init; } = [];
}
