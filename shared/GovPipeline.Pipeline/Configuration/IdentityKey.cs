using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Reading;
using Microsoft.Extensions.Configuration;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>
/// The key that identities are hashed with: <c>Secrets:IdentityKey</c>, Base64 of at least 16 bytes. Without it the column
/// of who filed a dossier is not read at all.
/// </summary>
/// <param name="configuration">The configuration.</param>
public sealed class IdentityKey(IConfiguration configuration)
{
    /// <summary>The hasher, or null without a key.</summary>
    public IdentityHasher? Hasher { get; } = Read(configuration["Secrets:IdentityKey"]);

    private static IdentityHasher? Read(string? key)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            return null;
        }

        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length) && length >= 16
            ? new(bytes[..length])
            : throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, "Secrets:IdentityKey", "must be Base64 of at least 16 bytes");
    }
}
