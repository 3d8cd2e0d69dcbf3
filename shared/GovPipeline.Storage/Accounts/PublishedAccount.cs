using Azure.Core.Pipeline;

namespace GovPipeline.Storage.Accounts;

/// <summary>The account that readers see: aggregates only.</summary>
public sealed class PublishedAccount(StorageOptions options, HttpPipelinePolicy? onRequest = null)
{
    /// <summary>Its clients.</summary>
    public StorageAccount Account { get; } = new(options, onRequest);
}
