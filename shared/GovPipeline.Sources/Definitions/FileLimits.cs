namespace GovPipeline.Sources.Definitions;

/// <summary>What a file of a source may be at most.</summary>
public sealed record FileLimits
{
    /// <summary>Bytes. The default value is 4 GiB.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>Rows. The default value is 20 million.</summary>
    public long MaxRows { get; init; } = 20_000_000;

    /// <summary>Columns. The default value is 1024.</summary>
    public int MaxColumns { get; init; } = 1024;

    /// <summary>Characters of a cell. The default value is 32767, which is what a workbook can hold.</summary>
    public int MaxCellChars { get; init; } = 32_767;

    /// <summary>Files in an archive. The default value is 200.</summary>
    public int MaxEntries { get; init; } = 200;

    /// <summary>Bytes that one packed byte may become. The default value is 200.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Bytes of the shared texts of a workbook, which are held in memory. The default value is 64 MiB.</summary>
    public long MaxTextBytes { get; init; } = 64L << 20;
}
