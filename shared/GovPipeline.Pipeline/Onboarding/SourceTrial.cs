using GovPipeline.Domain.Time;
using System.Globalization;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;
using GovPipeline.Sources.Pulling;
using GovPipeline.Sources.Reading;

namespace GovPipeline.Pipeline.Onboarding;

/// <summary>Fetches or reads an export of a source as the pipeline would, and stores nothing.</summary>
/// <param name="reference">Sources, units, vocabulary.</param>
/// <param name="puller">Fetches.</param>
/// <param name="identityKey">Hashes who filed.</param>
public sealed class SourceTrial(ReferenceData reference, SourcePuller puller, IdentityKey identityKey)
{
    private const int MostShown = 20;
    private const int FirstRecords = 5;

    /// <summary>Pulls a source into a temporary file that is gone when closed.</summary>
    /// <exception cref="PipelineException">GP1xx.</exception>
    public async Task<FileStream> FetchAsync(SourceDefinition source, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var target = new TemporaryTarget();
        try
        {
            await puller.PullAsync(new(source, from, to, null, null), target, cancellationToken).ConfigureAwait(false);
            target.File.Position = 0;
            return target.File;
        }
        catch
        {
            await target.File.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads an export and tells how it was understood.</summary>
    /// <param name="stream">The export; can be read again from its beginning.</param>
    /// <param name="source">Its source.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="exportDate">The day up to which it tells.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    public TrialReport Read(Stream stream, SourceDefinition source, string fileName, DateOnly exportDate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(stream);
        var context = Context(source, fileName, exportDate);
        while (true)
        {
            var report = ReadOnce(stream, context, cancellationToken);
            stream.Position = 0;
            if (report.ErrorCode == ErrorCatalogue.FileLeftOut.Code)
            {
                // What it waits for is to be seen row by row.
                return ReadOnce(stream, context with { IsConfirmed = true }, cancellationToken) with { ErrorCode = report.ErrorCode, Error = report.Error };
            }

            if (report.ErrorCode.Length > 0 || report.Tally.Rules == context.Rules)
            {
                return report;
            }

            context = context with { Rules = report.Tally.Rules };
        }
    }

    private TrialReport ReadOnce(Stream stream, ExportContext context, CancellationToken cancellationToken)
    {
        var (source, fileName) = (context.Source, context.FileName);
        var (records, rejected, repaired) = (new List<Bilingual>(), new List<RejectedRow>(), new List<RepairedRow>());
        var totals = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var report = new RowReport(row => Keep(rejected, row, MostShown), row => Keep(repaired, row, MostShown));
        try
        {
            var tally = source.Kind == SourceKind.Dossiers
                ? ExportReader.ReadDossiers(stream, context, (in d) => Take(in d, records, totals), report, cancellationToken)
                : ExportReader.ReadMeasures(stream, context, r => Take(r, records, totals), report, cancellationToken);
            return new(source.Id, fileName, tally, records, rejected, repaired, totals, string.Empty, string.Empty);
        }
        catch (PipelineException e)
        {
            return new(source.Id, fileName, FileTally.None, records, rejected, repaired, totals, e.Code, e.Message);
        }
    }

    /// <summary>Writes an export again with only the columns that are read.</summary>
    /// <exception cref="PipelineException">GP2xx: the file is refused; what was written must be thrown away.</exception>
    public FileTally Reduce(Stream stream, SourceDefinition source, string fileName, TextWriter output, CancellationToken cancellationToken) =>
        ExportReader.Reduce(stream, Context(source, fileName, DateOnly.MaxValue.AddDays(-2)), output, cancellationToken);

    private ExportContext Context(SourceDefinition source, string fileName, DateOnly exportDate) =>
        reference.ReadingOf(source, fileName, exportDate, identityKey.Hasher);

    private static void Keep<T>(List<T> list, T item, int most)
    {
        if (list.Count < most)
        {
            list.Add(item);
        }
    }

    private void Take(in Dossier dossier, List<Bilingual> records, SortedDictionary<string, long> totals)
    {
        var d = dossier;
        if (records.Count < FirstRecords)
        {
            records.Add(Bilingual.Of(l => $"{d.Code} | {d.ProcedureCode} | {d.Field} | {CounterTerm.LevelName(d.Level).In(l)} | "
                + $"{CounterTerm.ChannelName(d.Channel).In(l)} | {CounterTerm.StatusName(d.Status).In(l)} | {d.Received} | {d.Due} | {d.Finished} | "
                + d.ReceivingUnitId));
        }

        var unit = reference.Units.Find(d.ReceivingUnitId)?.NameOn(d.Received.HasValue ? d.Received.Day : DateOnly.MaxValue.AddDays(-1)).Name
            ?? d.ReceivingUnitId;
        Add(totals, $"{unit} | {d.Channel}", 1);
    }

    private static void Take(MeasureReading r, List<Bilingual> records, SortedDictionary<string, long> totals)
    {
        Keep(records, Bilingual.Same(string.Create(CultureInfo.InvariantCulture,
            $"{r.UnitId} | {DayText.Print(DateOnly.FromDayNumber(r.Day))} | {r.RecordKey} | {r.Dimensions} | {r.Measure} = {r.Value}")), FirstRecords);
        Add(totals, r.Measure, (long)r.Value);
    }

    private static void Add(SortedDictionary<string, long> totals, string key, long value) =>
        totals[key] = totals.GetValueOrDefault(key) + value;

    private sealed class TemporaryTarget : IExportTarget
    {
        private long _page;

        public FileStream File { get; } = TemporaryFile.Create("trial", options: FileOptions.Asynchronous);

        public void BeginPage() => _page = File.Position;

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => File.WriteAsync(bytes, cancellationToken);

        public void DiscardPage()
        {
            File.Position = _page;
            File.SetLength(_page);
        }
    }
}
