#if !EVENT_GRID
using Azure.Storage.Blobs;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Jobs;
using Microsoft.Azure.Functions.Worker;

namespace GovPipeline.Functions.Triggers;

/// <summary>
/// Jobs that a blob starts, by polling: on premises and with the emulator. Flex Consumption does not poll; there Event Grid puts a
/// notice into a queue (<see cref="Queues.ExportLanded"/>). Either is a hint only: the sweep takes what a trigger misses.
/// </summary>
public sealed class Blobs(IngestExport ingest)
{
    // Bound to a client, so that the worker neither opens nor downloads what the job streams itself.
    /// <summary>Takes one export in.</summary>
    [Function(nameof(IngestExport))]
    public Task IngestExport(
        [BlobTrigger(JobCatalogue.ExportsPath, Connection = "Work", Source = BlobTriggerSource.LogsAndContainerScan)] BlobClient blob,
        string name,
        CancellationToken cancellationToken) => ingest.RunAsync(name, cancellationToken);
}
#endif
