using System.Text.RegularExpressions;

namespace GovPipeline.Storage.Accounts;

/// <summary>
/// One storage account: a connection string, or the name of an account that a managed identity opens. Read from
/// <c>Work</c> and <c>Published</c> the way Azure Functions reads connections: the value itself is a connection string,
/// <c>Work:accountName</c> is an account.
/// </summary>
public sealed partial class StorageOptions
{
    /// <summary>Connection string; null when <see cref="AccountName"/> is given. The default value is <see langword="null"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Account name, for <c>DefaultAzureCredential</c>. The default value is <see langword="null"/>.</summary>
    public string? AccountName { get; set; }

    /// <summary>What names of containers, queues and tables begin with; lower-case letters and digits. The default value is empty.</summary>
    public string Prefix { get; set; } = string.Empty;

    /// <summary>Whether the account is one of Azure's, and not of a machine or data centre of one's own.</summary>
    public bool IsOnAzure => !string.IsNullOrWhiteSpace(AccountName)
        || (ConnectionString is { } connection && (connection.Contains(".core.", StringComparison.OrdinalIgnoreCase)
            || (connection.Contains("AccountName=", StringComparison.OrdinalIgnoreCase)
                && !connection.Contains("Endpoint=", StringComparison.OrdinalIgnoreCase))));

    /// <summary>What is wrong, or null.</summary>
    public string? Problem(string key) =>
        string.IsNullOrWhiteSpace(ConnectionString) == string.IsNullOrWhiteSpace(AccountName)
            ? $"{key}: give either a connection string or {key}:accountName"
            : !PrefixPattern().IsMatch(Prefix) ? $"{key}:prefix: lower-case letters and digits only" : null;

    [GeneratedRegex("^([a-z][a-z0-9]{0,20})?$", RegexOptions.CultureInvariant)]
    private static partial Regex PrefixPattern();
}
