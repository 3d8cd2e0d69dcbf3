using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Pipeline.Verifying;

/// <summary>
/// Counts everything again from the exports as they came, past the facts and the counts that are kept. Holds the newest version of every
/// dossier in memory, some 200 bytes each.
/// </summary>
public sealed class ExportRecount(FileLedger ledger, ExportStore exports, ExportReading reading, ReferenceData reference)
{
    /// <summary>Counts.</summary>
    /// <param name="progress">Told of each file, how many there are and which one it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<(Recounted Recounted, int Files, IReadOnlyList<UnreadFile> Unread)> RunAsync(
        Action<string> progress, CancellationToken cancellationToken)
    {
        var files = (await ledger.FilesAsync(null, cancellationToken).ConfigureAwait(false)).Where(f => f.State == FileStates.Ingested).ToList();
        var (dossiers, readings, unread) = (new Dictionary<PartitionKey, DossierPartition>(), new Dictionary<(string, string), Readings>(),
            new List<UnreadFile>());
        for (var i = 0; i < files.Count; i++)
        {
            progress($"{i + 1}/{files.Count}");
            var source = reference.Sources.Find(files[i].PartitionKey);
            var blob = source is null ? null : await exports.FindAsync(files[i].Blob, cancellationToken).ConfigureAwait(false);
            if (blob is null)
            {
                unread.Add(new(files[i].Blob, files[i].PartitionKey, files[i].Sha256, source is null ? UnreadFile.NoSource : UnreadFile.Deleted));
                continue;
            }

            using var file = await reading.ReadAgainAsync(blob, source!, cancellationToken).ConfigureAwait(false);
            if (file.Refusal is not null || file.Sha256 != files[i].Sha256)
            {
                unread.Add(new(files[i].Blob, files[i].PartitionKey, files[i].Sha256, file.Refusal?.Code ?? UnreadFile.Another));
                continue;
            }

            Take(file, source!, new(source!.Id, DayText.Parse(files[i].ExportDate), file.Sha256), dossiers, readings);
        }

        var counts = new DailyCounts(reference.Conventions.Lateness);
        foreach (var partition in dossiers.Values)
        {
            foreach (ref readonly var dossier in partition.Dossiers.AsSpan())
            {
                counts.Add(in dossier);
            }
        }

        var authenticity = dossiers.Values
            .SelectMany(p => AuthenticityCounts.Of(p.Dossiers, reference.Screen, reference.Authenticity).Select(c => (c.Key.UnitId, c.Key.Day,
                c.Value))).ToList();
        var cells = readings.GroupBy(r => r.Key.Item1, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => MeasureCells.Of(g.SelectMany(r => r.Value.Standing)), StringComparer.Ordinal);
        return (new([.. counts.Rows()], cells, authenticity), files.Count - unread.Count, unread);
    }

    private static void Take(
        IngestedFile file, SourceDefinition source, ExportFile stamp, Dictionary<PartitionKey, DossierPartition> dossiers,
        Dictionary<(string, string), Readings> readings)
    {
        if (source.Kind == SourceKind.Dossiers)
        {
            foreach (var key in file.Dossiers.Partitions)
            {
                using var rows = file.Dossiers.Read(key);
                dossiers[key] = DossierMerge.Merge(dossiers.GetValueOrDefault(key) ?? DossierPartition.Empty, rows.Rows.Span, stamp).Partition;
            }

            return;
        }

        foreach (var part in file.Readings.GroupBy(r => MeasureFacts.PartOf(r)))
        {
            var standing = readings.TryGetValue((source.Id, part.Key), out var known) ? known : readings[(source.Id, part.Key)] = new();
            standing.Standing = MeasureMerge.Merge(standing.Standing, standing.Files, [.. part], stamp).Merged;
        }
    }

    private sealed class Readings
    {
        public MeasureReading[] Standing { get; set; } = [];

        public List<ExportFile> Files { get; } = [];
    }
}

/// <summary>An export that could not be counted again.</summary>
/// <param name="Blob">Its name.</param>
/// <param name="SourceId">Its source.</param>
/// <param name="Sha256">Of its content when it was taken in.</param>
/// <param name="Why">Why.</param>
public sealed record UnreadFile(string Blob, string SourceId, string Sha256, string Why)
{
    /// <summary>Deleted when its time was over, or by hand.</summary>
    public const string Deleted = "deleted";

    /// <summary>Its source is no longer defined.</summary>
    public const string NoSource = "no source";

    /// <summary>Another content stands under its name.</summary>
    public const string Another = "changed";
}
