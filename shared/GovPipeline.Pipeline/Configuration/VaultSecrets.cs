using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using GovPipeline.Domain.Errors;
using Microsoft.Extensions.Configuration;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>
/// Secrets of a vault as settings: <c>Vault:Uri</c> names it, <c>Mail--Password</c> in it is <c>Mail:Password</c> here. Read at start,
/// so that none stands among the app's own settings, where whoever may read those would read it.
/// </summary>
public static class VaultSecrets
{
    /// <summary>Key of the vault's address.</summary>
    public const string Key = "Vault:Uri";

    /// <summary>Adds the secrets of the vault that the settings so far name; nothing when they name none.</summary>
    /// <exception cref="PipelineException">GP901: the vault cannot be read.</exception>
    public static IConfigurationBuilder AddVault(this IConfigurationBuilder builder, IConfiguration settings, Func<Uri, SecretClient>? open = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings[Key] is not { Length: > 0 } text)
        {
            return builder;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, Key, $"'{text}' không phải địa chỉ https / is no https address");
        }

        try
        {
            return builder.AddInMemoryCollection(Read((open ?? (uri => new SecretClient(uri, new DefaultAzureCredential())))(address)));
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            throw new PipelineException(e, ErrorCatalogue.ConfigurationInvalid, Key,
                $"{address.Host}: {e.Message.Split('\n')[0]}; cần vai trò Key Vault Secrets User / needs the role Key Vault Secrets User");
        }
    }

    private static Dictionary<string, string?> Read(SecretClient vault)
    {
        var secrets = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var secret in vault.GetPropertiesOfSecrets().Where(s => s.Enabled != false))
        {
            secrets[secret.Name.Replace("--", ":", StringComparison.Ordinal)] = vault.GetSecret(secret.Name).Value.Value;
        }

        return secrets;
    }
}
