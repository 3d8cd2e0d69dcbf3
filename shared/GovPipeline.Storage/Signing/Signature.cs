using Azure;
using Azure.Data.Tables;

namespace GovPipeline.Storage.Signing;

/// <summary>That a period was signed, or restated: its figures are those of a version from then on. Written once and never changed.</summary>
public sealed class Signature : ITableEntity
{
    /// <summary>Period id.</summary>
    public string PartitionKey { get; set; } = string.Empty;

    /// <summary>Number, from <c>0001</c>: the first is the signing, every further one a restatement.</summary>
    public string RowKey { get; set; } = string.Empty;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>Version of the figures.</summary>
    public string Version { get; set; } = string.Empty;

    /// <summary>Name of what it is of, which nobody else has; empty of signatures of before, whose rows are under their number.</summary>
    public string Place { get; set; } = string.Empty;

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The post that signs, as it is to be read: <c>Chánh Văn phòng</c>.</summary>
    public string By { get; set; } = string.Empty;

    /// <summary>The post that prepared it; empty when nobody said so.</summary>
    public string PreparedBy { get; set; } = string.Empty;

    /// <summary>The document that it is signed in, <c>123/BC-UBND</c>.</summary>
    public string Document { get; set; } = string.Empty;

    /// <summary>Why it is restated; empty of the first.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>The account that gave the command; is not published.</summary>
    public string Account { get; set; } = string.Empty;

    /// <summary>The number.</summary>
    public int Number => int.Parse(RowKey, System.Globalization.CultureInfo.InvariantCulture);
}
