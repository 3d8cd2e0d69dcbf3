namespace GovPipeline.Sources.Definitions;

/// <summary>How a source lets us in.</summary>
public enum AuthKind
{
    /// <summary>It asks for nothing.</summary>
    None,

    /// <summary>A key in a header.</summary>
    ApiKey,

    /// <summary>Name and password.</summary>
    Basic,

    /// <summary>OAuth 2.0 client credentials (RFC 6749, 4.4).</summary>
    OAuth2,

    /// <summary>A name and a private key (SFTP).</summary>
    PrivateKey,
}
