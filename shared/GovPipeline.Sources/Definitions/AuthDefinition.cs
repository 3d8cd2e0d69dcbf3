namespace GovPipeline.Sources.Definitions;

/// <summary>How a source lets us in. Secrets are named here and kept elsewhere (<c>Secrets:{name}</c>).</summary>
public sealed record AuthDefinition
{
    /// <summary>The way.</summary>
    public AuthKind Type { get; init; }

    /// <summary>Header of an API key. The default value is <c>X-Api-Key</c>.</summary>
    public string Header { get; init; } = "X-Api-Key";

    /// <summary>User name or client id.</summary>
    public string? User { get; init; }

    /// <summary>Name of the secret: key, password or client secret.</summary>
    public string? Secret { get; init; }

    /// <summary>Token address of OAuth 2.0; may be relative to the base address.</summary>
    public string? TokenUrl { get; init; }

    /// <summary>Scope of OAuth 2.0; null for none.</summary>
    public string? Scope { get; init; }
}
