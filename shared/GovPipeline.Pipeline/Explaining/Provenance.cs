using System.Globalization;
using System.Runtime.CompilerServices;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Evidence;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Reporting.Reports;
using GovPipeline.Sources.Definitions;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Quarantine;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>Where the rows of a figure came from, what was repaired in them, and which rows wait that would change it.</summary>
public sealed class Provenance(FileLedger ledger, QuarantineStore quarantine, DossierEvidence dossiers, ReferenceData reference)
{
    private static readonly DateOnly Latest = new(2060, 1, 1);
    private static readonly string[] Days = ["dd/MM/yyyy", "yyyy-MM-dd"];
    private static readonly string[] PartsOfRate = ["ReceivedOnline", "Received"];
    private readonly HashSet<string> _receipt = [.. reference.Vocabulary.Columns["receivedAt"].Select(c => Folding.Fold(c))];

    /// <summary>An explanation of dossiers with their files, repairs, waiting rows and, where that is asked for, the rows.</summary>
    internal async Task<Explanation> FilledAsync(
        Explanation explanation, Counted counted, IReadOnlyList<string> units, bool withRows, CancellationToken cancellationToken)
    {
        var known = units.ToHashSet(StringComparer.Ordinal);
        var waiting = units.Count == 0 ? [] : await WaitingAsync(
            explanation.Figure.Period, known, counted.Formulas.Any(CounterTally.NeedsBefore), cancellationToken).ConfigureAwait(false);
        var files = await FilesAsync(counted.Given.Select(g => g.File), cancellationToken).ConfigureAwait(false);
        return explanation with
        {
            Files = files,
            Repairs = await RepairsAsync(counted.Given.Select(g => (g.Dossier.Code.ToString(), g.File)), files, cancellationToken)
                .ConfigureAwait(false),
            Waiting = waiting.Count == 0 || explanation.Published is null ? null : counted.RangeOf(waiting),
            Rows = !withRows ? null : [.. counted.Given.Select(g => new ExplainedRow(
                g.Dossier.Code.ToString(), DateOnly.FromDayNumber((g.Dossier.Received.HasValue ? g.Dossier.Received : g.Dossier.Submitted).DayNumber),
                g.Dossier.Channel.ToString(), g.Dossier.Level.ToString(), g.Values[0], g.File.SourceId, g.File.Sha256, g.Dossier.Row))],
        };
    }

    /// <summary>An explanation of readings of other systems with their files, waiting rows and, where that is asked for, the rows.</summary>
    internal async Task<Explanation> FilledAsync(
        Explanation explanation, IReadOnlyList<MeasureEvidence.FiledCell> cells, IEnumerable<SourceDefinition> sources,
        IReadOnlySet<string>? units, bool withRows, CancellationToken cancellationToken) => explanation with
        {
            Waiting = await WaitingAsync(explanation.Figure.Period, sources, units, cancellationToken).ConfigureAwait(false) is > 0 and var rows
                ? new(rows, null, null) : null,
            Files = await FilesAsync(cells.Select(c => c.File), cancellationToken).ConfigureAwait(false),
            Rows = !withRows ? null : [.. cells.Select(c => new ExplainedRow(
                c.Used.Cell.IsRecord ? c.Used.Cell.RecordKey : c.Used.Cell.UnitId, DateOnly.FromDayNumber(c.Used.Cell.Day),
                MeasureNames.DimensionsOf(c.Source, c.Used.Cell.Identity).Vi,
                string.Empty, c.Used.Numerator, c.Source.Id, c.File.Sha256, c.Row))],
        };

    /// <summary>
    /// Between what the online rate of units would be if waiting rows were right: the range that an explanation of the rate gives, from what is
    /// published of it and without counting its dossiers.
    /// </summary>
    /// <param name="period">The period.</param>
    /// <param name="units">Ids of the units.</param>
    /// <param name="last">Last day that is counted.</param>
    /// <param name="online">Received online, as published.</param>
    /// <param name="received">Received, as published.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null when no row waits.</returns>
    public async Task<WaitingRows?> OfOnlineRateAsync(
        Period period, IReadOnlySet<string> units, DateOnly last, long online, long received, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        var waiting = units.Count == 0 ? [] : await WaitingAsync(period, units, alsoBefore: false, cancellationToken).ConfigureAwait(false);
        return waiting.Count == 0 ? null : Counted.RangeOf((online, received), [.. waiting.Select(Given)]);

        IReadOnlyList<int>? Given(Dossier? standing)
        {
            if (standing is not { } dossier || !units.Contains(dossier.ReceivingUnitId))
            {
                return null;
            }

            List<int> values = [.. PartsOfRate.Select(counter =>
                new CounterTally(CounterFormula.Find(counter)!, period.Start, last, reference.Conventions.Lateness).Add(dossier))];
            return values.Exists(v => v != 0) ? values : null;
        }
    }

    /// <summary>The files of rows, those with most first.</summary>
    internal async Task<IReadOnlyList<ExplainedFile>> FilesAsync(IEnumerable<ExportFile> rows, CancellationToken cancellationToken)
    {
        var files = new List<ExplainedFile>();
        foreach (var group in rows.GroupBy(f => f).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.ExportDate))
        {
            var known = await ledger.FindAsync(group.Key.SourceId, group.Key.Sha256, cancellationToken).ConfigureAwait(false);
            files.Add(new(
                group.Key.SourceId,
                reference.Sources.Find(group.Key.SourceId) is { } source ? new(source.NameVi, source.NameEn) : Bilingual.Same(group.Key.SourceId),
                group.Key.ExportDate, group.Key.Sha256, known?.Blob ?? string.Empty, known?.ArrivedAt, known?.BroughtBy ?? string.Empty, group.Count())
                { Repaired = known?.Repaired ?? 0 });
        }

        return files;
    }

    /// <summary>Repairs that were made in rows, by rule.</summary>
    /// <param name="rows">Keys of the rows (dossier codes), with their files.</param>
    /// <param name="files">What is known of the files.</param>
    /// <param name="cancellationToken">Stops it.</param>
    private async Task<IReadOnlyDictionary<string, int>> RepairsAsync(
        IEnumerable<(string Key, ExportFile File)> rows, IReadOnlyList<ExplainedFile> files, CancellationToken cancellationToken)
    {
        var repaired = files.Where(f => f.Repaired > 0).Select(f => (f.SourceId, f.Sha256)).ToHashSet();
        var repairs = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in rows.Where(r => repaired.Contains((r.File.SourceId, r.File.Sha256))).GroupBy(r => r.File, r => r.Key))
        {
            var keys = file.ToHashSet(StringComparer.Ordinal);
            await foreach (var row in quarantine.ReadRepairsAsync(file.Key.SourceId, file.Key.Sha256, cancellationToken).ConfigureAwait(false))
            {
                foreach (var repair in keys.Contains(row.Key) ? row.Repairs : [])
                {
                    repairs[repair.Rule] = repairs.GetValueOrDefault(repair.Rule) + 1;
                }
            }
        }

        return repairs;
    }

    /// <summary>
    /// Rejected rows of exports of dossiers that tell of a period and may be of its units, and are neither corrected, nor told since by a newer
    /// row. Whose unit cannot be read counts for each.
    /// </summary>
    /// <param name="period">The period.</param>
    /// <param name="units">Ids of the units.</param>
    /// <param name="alsoBefore">Whether also what was received before the period counts: in a stock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The version that stands of each row's dossier; null where none does.</returns>
    private async Task<IReadOnlyList<Dossier?>> WaitingAsync(
        Period period, IReadOnlySet<string> units, bool alsoBefore, CancellationToken cancellationToken)
    {
        var (waiting, read) = (new List<Dossier?>(), new Dictionary<PartitionKey, DossierPartition>());
        var sources = reference.Sources.All.Where(s =>
            s.Kind == SourceKind.Dossiers && units.Any(u => reference.Units.Find(u) is { } unit && s.TellsOf(unit)));

        // A later file may tell of the period too, and of a stock any file.
        await foreach (var (entry, exported) in RejectedAsync(sources, alsoBefore ? DateOnly.MinValue : period.Start, Latest, units, cancellationToken)
            .ConfigureAwait(false))
        {
            if (IsOfAnotherTime(entry, period, alsoBefore))
            {
                continue;
            }

            var standing = DossierCode.TryParse(entry.Key, out var code) ? await dossiers.FindAsync(code, read, cancellationToken).ConfigureAwait(false)
                : null;
            if (standing is null)
            {
                waiting.Add(null);
            }
            else if (standing.Value.File.ExportDate <= exported)
            {
                waiting.Add(standing.Value.Dossier);
            }
        }

        return waiting;
    }

    /// <summary>How many rejected rows of exports of other systems tell of a period, may be of its units, and are not corrected.</summary>
    /// <param name="period">The period.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="units">Ids of the units; null for any.</param>
    /// <param name="cancellationToken">Stops it.</param>
    private async Task<int> WaitingAsync(
        Period period, IEnumerable<SourceDefinition> sources, IReadOnlySet<string>? units, CancellationToken cancellationToken)
    {
        var waiting = 0;
        await foreach (var _ in RejectedAsync(sources, period.Start, period.End, units, cancellationToken).ConfigureAwait(false))
        {
            waiting++;
        }

        return waiting;
    }

    /// <summary>Rejected rows of files that tell of some days, which may be of units (null for any) and are not corrected, with the file's day.</summary>
    private async IAsyncEnumerable<(QuarantineEntry Entry, DateOnly Exported)> RejectedAsync(
        IEnumerable<SourceDefinition> sources, DateOnly first, DateOnly last, IReadOnlySet<string>? units,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = sources.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var totals = await ledger.TotalsAsync(first, last, cancellationToken).ConfigureAwait(false);
        var closed = await quarantine.AllClosedAsync(cancellationToken).ConfigureAwait(false);
        foreach (var file in totals.Where(t => t.State == FileStates.Ingested && t.Rejected > 0 && asked.ContainsKey(t.SourceId)).DistinctBy(t => t.RowKey))
        {
            var exported = DayText.Parse(file.ExportDate);
            await foreach (var entry in quarantine.ReadAsync(file.SourceId, file.RowKey[(file.SourceId.Length + 1)..], cancellationToken).ConfigureAwait(false))
            {
                if (!closed[file.RowKey].Contains(Sources.Reading.SlipAnswer.RowName(entry.Sheet, entry.Row), StringComparer.Ordinal)
                    && (units is null || !IsOfAnother(entry, asked[file.SourceId], units, exported)))
                {
                    yield return (entry, exported);
                }
            }
        }
    }

    /// <summary>Whether a row says that it was received on a day that the figure does not speak of; what says no day may be of any.</summary>
    private bool IsOfAnotherTime(QuarantineEntry entry, Period period, bool alsoBefore)
    {
        foreach (var (heading, text) in entry.Cells)
        {
            if (_receipt.Contains(Folding.Fold(heading)) && text.Trim() is { Length: >= 10 } cell
                && DateOnly.TryParseExact(cell[..10], Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day > period.End || (day < period.Start && !alsoBefore);
            }
        }

        return false;
    }

    private bool IsOfAnother(QuarantineEntry entry, SourceDefinition source, IReadOnlySet<string> units, DateOnly day) =>
        source.DefaultUnit is null
        && entry.Cells.Values.Select(c => reference.Units.Resolve(c, day)?.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToList() is [_, ..] named
        && !named.Exists(units.Contains);
}
