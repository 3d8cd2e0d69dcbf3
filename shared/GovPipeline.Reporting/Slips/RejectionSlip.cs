using GovPipeline.Domain.Text;

namespace GovPipeline.Reporting.Slips;

/// <summary>The rejected rows of a file, for whoever can correct them.</summary>
public sealed record RejectionSlip
{
    /// <summary>SHA-256 of the file, which is the slip's number.</summary>
    public required string Id { get; init; }

    /// <summary>Names of the source.</summary>
    public required Bilingual SourceName { get; init; }

    /// <summary>Name of the file.</summary>
    public required string File { get; init; }

    /// <summary>The local day the file tells of.</summary>
    public required DateOnly ExportDate { get; init; }

    /// <summary>Data rows of the file.</summary>
    public required long FileRows { get; init; }

    /// <summary>Rows that were rejected, of which the slip may show only the first.</summary>
    public required long RejectedRows { get; init; }

    /// <summary>Rows of the file that hold no data: blank ones, totals, notes, signatures.</summary>
    public long LeftOutRows { get; init; }

    /// <summary>Sheets of the file that were left unread, each with why; empty for none.</summary>
    public string SkippedSheets { get; init; } = string.Empty;

    /// <summary>The command that fetches the slip; null when it comes with the mail.</summary>
    public string? FetchedBy { get; init; }

    /// <summary>Headings of the file in the order of its columns.</summary>
    public required IReadOnlyList<string> Headings { get; init; }

    /// <summary>The rows.</summary>
    public required IReadOnlyList<SlipRow> Rows { get; init; }
}
