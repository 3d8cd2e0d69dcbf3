using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace GovPipeline.Storage.Accounts;

/// <summary>Clients of one storage account; names get the account's prefix here and nowhere else.</summary>
public sealed class StorageAccount
{
    private readonly StorageOptions _options;
    private readonly BlobServiceClient _blobs;
    private readonly QueueServiceClient _queues;
    private readonly TableServiceClient _tables;

    /// <summary>The account of the options.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="onRequest">Is told of every request, for measuring; null for none.</param>
    public StorageAccount(StorageOptions options, Azure.Core.Pipeline.HttpPipelinePolicy? onRequest = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var (blobs, queues, tables) =
            (new BlobClientOptions(), new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, new TableClientOptions());
        foreach (ClientOptions client in (ClientOptions[])[blobs, queues, tables])
        {
            client.Diagnostics.IsTelemetryEnabled = false;
            client.Retry.MaxRetries = 5;
            client.Retry.NetworkTimeout = TimeSpan.FromMinutes(2);
            client.AddPolicy(RequestCount.Policy, HttpPipelinePosition.PerRetry);
            if (onRequest is not null)
            {
                client.AddPolicy(onRequest, HttpPipelinePosition.PerCall);
            }
        }

        if (options.ConnectionString is { Length: > 0 } connection)
        {
            (_blobs, _queues, _tables) = (new(connection, blobs), new(connection, queues), new(connection, tables));
        }
        else
        {
            var credential = new DefaultAzureCredential();
            _blobs = new(new Uri($"https://{options.AccountName}.blob.core.windows.net"), credential, blobs);
            _queues = new(new Uri($"https://{options.AccountName}.queue.core.windows.net"), credential, queues);
            _tables = new(new Uri($"https://{options.AccountName}.table.core.windows.net"), credential, tables);
        }
    }

    /// <summary>The address of the blob service, for messages; never a key.</summary>
    public Uri BlobAddress => _blobs.Uri;

    /// <summary>A container.</summary>
    public BlobContainerClient Container(string name) => _blobs.GetBlobContainerClient(_options.Prefix + name);

    /// <summary>A queue; messages are Base64, as <c>host.json</c> says.</summary>
    public QueueClient Queue(string name) => _queues.GetQueueClient(_options.Prefix + name);

    /// <summary>A table.</summary>
    public TableClient Table(string name) => _tables.GetTableClient(_options.Prefix + name);
}
