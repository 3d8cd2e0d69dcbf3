namespace GovPipeline.Sources.Definitions;

/// <summary>What a file of a source may be at most.</summary>
public sealed record FileLimits
{
    /// <summary>Bytes. The default value is 4 GiB.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>Rows. The default value is 20 million.</summary>
    public long MaxRows { get; init; } = 20_000_000;
}
