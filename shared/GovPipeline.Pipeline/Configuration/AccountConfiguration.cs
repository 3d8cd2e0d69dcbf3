using GovPipeline.Domain.Errors;
using GovPipeline.Storage.Accounts;
using Microsoft.Extensions.Configuration;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>
/// Reads an account as Azure Functions reads connections: <c>Work</c> or <c>AzureWebJobsWork</c> as a connection string, or
/// <c>Work:accountName</c>.
/// </summary>
public static class AccountConfiguration
{
    /// <summary>The account of a key.</summary>
    /// <exception cref="PipelineException">GP901.</exception>
    public static StorageOptions Read(IConfiguration configuration, string key)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var name = configuration[$"AzureWebJobs{key}"] is null && !configuration.GetSection($"AzureWebJobs{key}").GetChildren()
            .Any() ? key : $"AzureWebJobs{key}";
        var options = new StorageOptions
        {
            ConnectionString = configuration[name],
            AccountName = configuration[$"{name}:accountName"],
            Prefix = configuration[$"{key}:prefix"] ?? string.Empty,
        };
        return (options.Problem(key) ?? Unreadable(options)) is { } problem
            ? throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, key, problem)
            : options;
    }

    /// <summary>What the clients say of it; null when they can be made. A connection string may hold a key: it is not repeated.</summary>
    private static string? Unreadable(StorageOptions options)
    {
        try
        {
            _ = new StorageAccount(options);
            return null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return "không đọc được chuỗi kết nối hoặc tên tài khoản; chép lại từ mục Access keys / the connection string or account name cannot be read";
        }
    }
}
