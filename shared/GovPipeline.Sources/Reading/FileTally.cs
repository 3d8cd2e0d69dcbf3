namespace GovPipeline.Sources.Reading;

/// <summary>What became of the rows of a file: <c>Rows = Accepted + Rejected</c>, always.</summary>
public sealed record FileTally
{
    /// <summary>Of a file of which nothing was read.</summary>
    public static FileTally None { get; } = new();

    /// <summary>Data rows, blank and total rows left out.</summary>
    public long Rows => Accepted + Rejected;

    /// <summary>Rows that became records.</summary>
    public long Accepted { get; init; }

    /// <summary>Rows in quarantine.</summary>
    public long Rejected { get; init; }

    /// <summary>Rows that hold no data: blank lines, "Tổng cộng", section headings, signatures.</summary>
    public long Layout { get; init; }

    /// <summary>Accepted rows of which something was repaired for certain.</summary>
    public long Repaired { get; init; }

    /// <summary>Repairs by rule.</summary>
    public IReadOnlyDictionary<string, long> Repairs { get; init; } = new Dictionary<string, long>();

    /// <summary>The first day the file is about: where the run of days begins that ends with its newest row; null without any.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The last day that anything in an accepted row happened on; null without any.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Accepted rows by the half-month of their day (of receipt, of the reading), named by its first day.</summary>
    public IReadOnlyDictionary<DateOnly, long> ByHalfMonth { get; init; } = new Dictionary<DateOnly, long>();

    /// <summary>What the file was by its content, <c>gzip, CSV, utf-8, ';'</c>.</summary>
    public string Format { get; init; } = string.Empty;

    /// <summary>The tables that were read.</summary>
    public IReadOnlyList<TableHeader> Tables { get; init; } = [];

    /// <summary>The rows of corrected slips that the file answers; empty for an ordinary file.</summary>
    public IReadOnlyList<SlipAnswer> Answers { get; init; } = [];

    /// <summary>Rows that were left out, by sheet and reason.</summary>
    public IReadOnlyList<LayoutLines> LayoutLines { get; init; } = [];

    /// <summary>Sheets and archive entries that were left unread.</summary>
    public IReadOnlyList<SkippedTable> Skipped { get; init; } = [];

    /// <summary>Wordings that closed lists do not have, the commonest first.</summary>
    public IReadOnlyList<UnlistedWord> Unlisted { get; init; } = [];

    /// <summary>What the good rows are like as a whole.</summary>
    public FileShape Shape { get; init; } = new();

    /// <summary>What all cells together say of how single ones are read; where it differs from how they were, the file is read again.</summary>
    public CellRules Rules { get; init; } = CellRules.Usual;
}
