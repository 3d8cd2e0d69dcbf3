using Azure;
using Azure.Data.Tables;

namespace GovPipeline.Storage.Ledger;

/// <summary>
/// A file in the ledger, by source and SHA-256, or the pointer of a blob name to it. Row counts balance:
/// <c>Rows = Accepted + Rejected</c> and <c>Accepted = InFacts + Superseded</c>.
/// </summary>
public sealed class FileRecord : ITableEntity
{
    /// <summary>Source id.</summary>
    public string PartitionKey { get; set; } = string.Empty;

    /// <summary>SHA-256; of a pointer, the escaped blob name.</summary>
    public string RowKey { get; set; } = string.Empty;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>Name of the blob it first came in.</summary>
    public string Blob { get; set; } = string.Empty;

    /// <summary>Entity tag of that blob.</summary>
    public string BlobETag { get; set; } = string.Empty;

    /// <summary>SHA-256, lower-case hexadecimal; empty when the file could not be read to its end.</summary>
    public string Sha256 { get; set; } = string.Empty;

    /// <summary><c>ingesting</c>, <c>ingested</c>, <c>refused</c>, or <c>duplicate</c> for a pointer to a file that came before.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>When it came.</summary>
    public DateTimeOffset ArrivedAt { get; set; }

    /// <summary>Who brought it: <c>pull</c>, the account of an operator; empty when it was dropped by hand, or came before this was kept.</summary>
    public string BroughtBy { get; set; } = string.Empty;

    /// <summary>The last local day it tells of, <c>yyyy-MM-dd</c>.</summary>
    public string ExportDate { get; set; } = string.Empty;

    /// <summary>The first local day it tells of, <c>yyyy-MM-dd</c>; empty when unknown.</summary>
    public string From { get; set; } = string.Empty;

    /// <summary>Bytes.</summary>
    public long Bytes { get; set; }

    /// <summary>Data rows.</summary>
    public long Rows { get; set; }

    /// <summary>Rows that became records.</summary>
    public long Accepted { get; set; }

    /// <summary>Rows in quarantine.</summary>
    public long Rejected { get; set; }

    /// <summary>Blank and total rows, which hold no data.</summary>
    public long Layout { get; set; }

    /// <summary>Accepted rows of which something was repaired.</summary>
    public long Repaired { get; set; }

    /// <summary>Repairs by rule, <c>SC01: 3, SC04: 1</c>.</summary>
    public string Repairs { get; set; } = string.Empty;

    /// <summary>What the file was by its content, <c>zip (2), Xlsx</c>.</summary>
    public string Format { get; set; } = string.Empty;

    /// <summary>Rows that hold no data by reason, <c>blank: 3, total: 1</c>.</summary>
    public string LeftOut { get; set; } = string.Empty;

    /// <summary>Sheets and archive entries that were left unread, each with why and how many rows it has.</summary>
    public string SkippedSheets { get; set; } = string.Empty;

    /// <summary>Rows whose wording no closed list has, by column, <c>Lĩnh vực: 4</c>.</summary>
    public string Unlisted { get; set; } = string.Empty;

    /// <summary>Records (dossiers, or readings) of the file that stood in the facts when it was taken in.</summary>
    public long InFacts { get; set; }

    /// <summary>Records that a newer one stood before.</summary>
    public long Superseded { get; set; }

    /// <summary>Records; dossiers: as many as accepted rows, measures: one a cell.</summary>
    public long Records { get; set; }

    /// <summary>Accepted rows by half-month of their day, <c>2022-06-01: 12, 2022-06-15: 3</c>; of slips and rows without a day, that of the export.</summary>
    public string ByHalfMonth { get; set; } = string.Empty;

    /// <summary>Code of the error that refused it; empty for none.</summary>
    public string ErrorCode { get; set; } = string.Empty;

    /// <summary>The error's sentences.</summary>
    public string Error { get; set; } = string.Empty;
}
