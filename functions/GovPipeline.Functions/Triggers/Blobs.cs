using Azure.Storage.Blobs;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Jobs;
using Microsoft.Azure.Functions.Worker;

namespace GovPipeline.Functions.Triggers;

/// <summary>
/// Jobs that a blob starts. Event Grid on Azure, the only source that Flex Consumption takes; polling in a Debug build,
/// for the emulator. Either is a hint only: the sweep takes what a trigger misses.
/// </summary>
public sealed class Blobs(IngestExport ingest)
{
    // Bound to a client, so that the worker neither opens nor downloads what the job streams itself.
    /// <summary>Takes one export in.</summary>
    [Function(nameof(IngestExport))]
    public Task IngestExport(
#if EVENT_GRID
        [BlobTrigger(JobCatalogue.ExportsPath, Connection = "Work", Source = BlobTriggerSource.EventGrid)] BlobClient blob,
#else
        [BlobTrigger(JobCatalogue.ExportsPath, Connection = "Work", Source = BlobTriggerSource.LogsAndContainerScan)] BlobClient blob,
#endif
        string name,
        CancellationToken cancellationToken) => ingest.RunAsync(name, cancellationToken);
}
