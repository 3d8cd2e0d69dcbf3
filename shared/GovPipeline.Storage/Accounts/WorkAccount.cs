using Azure.Core.Pipeline;

namespace GovPipeline.Storage.Accounts;

/// <summary>The account of everything that is not published: exports, facts, counts, quarantine, ledger, queues, outbox.</summary>
public sealed class WorkAccount(StorageOptions options, HttpPipelinePolicy? onRequest = null)
{
    /// <summary>Its clients.</summary>
    public StorageAccount Account { get; } = new(options, onRequest);
}
