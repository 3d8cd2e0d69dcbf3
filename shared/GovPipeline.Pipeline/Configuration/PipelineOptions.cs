using System.ComponentModel.DataAnnotations;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>How the pipeline runs, under <c>Pipeline</c>.</summary>
public sealed class PipelineOptions
{
    /// <summary>Folder of reference data and source definitions. The default value is the <c>seeds</c> folder beside the program or above it.</summary>
    public string? Seeds { get; set; }

    /// <summary>Vietnamese local time after which a night is published without the files that are missing, 00:00 to 23:59. The default value is <c>06:00</c>.</summary>
    public TimeOnly PublishDeadline { get; set; } = new(6, 0);

    /// <summary>Partitions merged at the same time, 1 to 64. The default value is 4.</summary>
    [Range(1, 64)]
    public int Parallelism { get; set; } = 4;

    /// <summary>Megabytes of rows held in memory before they are spilled to a temporary file, 1 to 4096. The default value is 48.</summary>
    [Range(1, 4096)]
    public int SpillMegabytes { get; set; } = 48;
}
