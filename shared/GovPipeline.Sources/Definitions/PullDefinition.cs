namespace GovPipeline.Sources.Definitions;

/// <summary>How a source is pulled over HTTP.</summary>
public sealed record PullDefinition
{
    /// <summary>Scheme of addresses that are pulled over SFTP.</summary>
    public const string SftpScheme = "sftp";

    /// <summary>Scheme, host and path before the query; configuration <c>Sources:{id}:BaseUrl</c> replaces it.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>What follows the base; <c>{from}</c> and <c>{to}</c> are the first and last local day, <c>yyyy-MM-dd</c>.</summary>
    public required string Path { get; init; }

    /// <summary>How it is let in.</summary>
    public AuthDefinition Auth { get; init; } = new();

    /// <summary>Fingerprint of the SFTP server's host key, <c>SHA256:…</c> as <c>ssh-keygen -lf</c> prints it; null for HTTP.</summary>
    public string? HostKey { get; init; }

    /// <summary>What it answers with. The default value is <see cref="PullContent.Csv"/>.</summary>
    public PullContent Content { get; init; }

    /// <summary>How a long answer is divided.</summary>
    public PagingDefinition Paging { get; init; } = new();

    /// <summary>Days before the last night that are asked for again, since counters enter dossiers in arrears. 0 to 400. The default value is 45.</summary>
    public int LookbackDays { get; init; } = 45;

    /// <summary>Seconds one page may take, tries and pauses left out. 1 to 3600. The default value is 100.</summary>
    public int TimeoutSeconds { get; init; } = 100;

    /// <summary>How often a page is tried again. 0 to 10. The default value is 4.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>
    /// The pause before the first retry, in milliseconds; doubled each time, with jitter; a Retry-After is honoured. 1 to
    /// 60000. The default value is 1000.
    /// </summary>
    public int RetryDelayMilliseconds { get; init; } = 1000;

    /// <summary>Failures in a row after which the source is left alone. 2 to 100. The default value is 10.</summary>
    public int BreakAfter { get; init; } = 10;

    /// <summary>Seconds it is left alone. 1 to 3600. The default value is 60.</summary>
    public int BreakSeconds { get; init; } = 60;

    /// <summary>Header that tells the number of rows to come, checked against what came; null for none.</summary>
    public string? TotalHeader { get; init; }
}
