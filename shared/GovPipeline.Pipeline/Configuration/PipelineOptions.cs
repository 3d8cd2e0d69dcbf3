using System.ComponentModel.DataAnnotations;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>How the pipeline runs, under <c>Pipeline</c>.</summary>
public sealed class PipelineOptions
{
    /// <summary>Folder of reference data and source definitions. The default value is the <c>seeds</c> folder beside the program or above it.</summary>
    public string? Seeds { get; set; }

    /// <summary>
    /// Whether rows of dossiers may be kept in a storage account on Azure, of which no region is in Việt Nam (Luật 91/2025/QH15, NĐ
    /// 356/2025/NĐ-CP; domain.md 6): whoever sets it has the file on transfer abroad. Without it the start is refused when <c>Work</c>
    /// is there; <c>Published</c> holds aggregates alone and may be. The default value is <see langword="false"/>.
    /// </summary>
    public bool RowsMayLeave { get; set; }

    /// <summary>
    /// Vietnamese local time after which a night is published without the files that are missing, 00:00 to 23:59. The default
    /// value is <c>06:00</c>.
    /// </summary>
    public TimeOnly PublishDeadline { get; set; } = new(6, 0);

    /// <summary>
    /// How long a partition that has not been folded keeps figures from being published; after that the rest is published and
    /// says what is missing, 1 minute to 1 day. The default value is <c>00:30:00</c>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan FoldPatience { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How long a run may take; one that never said that it ended is then taken for cut off, 1 minute to 1 day. The default value
    /// is <c>01:00:00</c>, above the time limit of the host.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan RunLimit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long reading one file may take, 5 seconds to 1 hour; past it the file is refused (GP219) and the night goes on. The default
    /// value is <c>00:15:00</c>, below the time limit of the host.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan ReadingLimit { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Whether the mail of a rejection slip has the slip attached. It names dossiers by their codes, and public look-up pages show the
    /// owner of a code: set it to <see langword="false"/> where the mail leaves the authority's own server; the mail then says how to
    /// fetch it. The default value is <see langword="true"/>: whoever corrects the rows needs them.
    /// </summary>
    public bool AttachSlips { get; set; } = true;

    /// <summary>
    /// The fewest dossiers that a published row may speak of, 0 to 100; groups of fewer are published as <c>Suppressed</c>, and as many
    /// others as it takes that they cannot be had by subtraction; 0 publishes all. The default value is 5 where <c>Published</c> is an
    /// account on Azure, 0 where it is the authority's own.
    /// </summary>
    [Range(0, 100)]
    public int? SmallestGroup { get; set; }

    /// <summary>
    /// Whether signing or restating a period needs two people: one who prepares it (<c>--prepared-by</c>), another who signs. The default
    /// value is <see langword="false"/>.
    /// </summary>
    public bool TwoToSign { get; set; }

    /// <summary>
    /// Days that raw exports and quarantined rows are kept after the half-year that they tell of has ended, 0 (for ever) or 30 to 3660.
    /// The default value is 400: long enough to count a year again.
    /// </summary>
    [KeptDays(30, 3660)]
    public int KeepExportsDays { get; set; } = 400;

    /// <summary>
    /// Days that runs, alerts that are over, sent mails and the audit log are kept, 183 (six months, NĐ 85/2016/NĐ-CP) to 3660. The default
    /// value is 400.
    /// </summary>
    [Range(183, 3660)]
    public int KeepLogsDays { get; set; } = 400;

    /// <summary>Partitions merged at the same time, 1 to 64. The default value is 4.</summary>
    [Range(1, 64)]
    public int Parallelism { get; set; } = 4;

    /// <summary>Megabytes of rows held in memory before they are spilled to a temporary file, 1 to 4096. The default value is 48.</summary>
    [Range(1, 4096)]
    public int SpillMegabytes { get; set; } = 48;
}
