namespace GovPipeline.Cli.Output;

/// <summary>What a command ends with.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Something failed that is no mistake of the caller.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The configuration is wrong.</summary>
    public const int Configuration = 3;

    /// <summary>A file was refused, or each of its rows.</summary>
    public const int Refused = 4;

    /// <summary>A source failed; what is known stays as it was.</summary>
    public const int SourceFailed = 5;
}
