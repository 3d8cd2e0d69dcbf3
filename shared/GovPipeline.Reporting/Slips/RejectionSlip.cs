namespace GovPipeline.Reporting.Slips;

/// <summary>The rejected rows of a file, for whoever can correct them.</summary>
public sealed record RejectionSlip
{
    /// <summary>SHA-256 of the file, which is the slip's number.</summary>
    public required string Id { get; init; }

    /// <summary>Vietnamese name of the source.</summary>
    public required string SourceName { get; init; }

    /// <summary>Name of the file.</summary>
    public required string File { get; init; }

    /// <summary>The local day the file tells of.</summary>
    public required DateOnly ExportDate { get; init; }

    /// <summary>Data rows of the file.</summary>
    public required long FileRows { get; init; }

    /// <summary>Rows that were rejected, of which the slip may show only the first.</summary>
    public required long RejectedRows { get; init; }

    /// <summary>Headings of the file in the order of its columns.</summary>
    public required IReadOnlyList<string> Headings { get; init; }

    /// <summary>The rows.</summary>
    public required IReadOnlyList<SlipRow> Rows { get; init; }
}
