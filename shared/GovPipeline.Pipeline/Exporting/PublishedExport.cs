using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Exporting;

/// <summary>
/// Writes the published tables as files, for those without Power BI and for open data. What is written may leave the authority, so small
/// groups are hidden unless somebody says that it stays; who wrote what is noted first.
/// </summary>
public sealed class PublishedExport(PublishedTables tables, ReferenceData reference, GroupOrder order, AuditLog audit)
{
    /// <summary>The forms of a file.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["parquet", "csv"];

    /// <summary>The fewest dossiers that a row may speak of that leaves the authority (domain facts 6.2).</summary>
    public const int FewestOutside = 5;

    /// <summary>Writes them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="period">The period; null for all that are published.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="fewest">The fewest dossiers that a row may speak of; 0 for any.</param>
    /// <param name="who">Who asks.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>Paths, and how many rows each has.</returns>
    public async Task<IReadOnlyList<(string Path, int Rows)>> WriteAsync(
        string folder, Period? period, string format, int fewest, string who, CancellationToken cancellationToken)
    {
        var all = await tables.ReadAsync<DatasetRow>("datasets", "all", cancellationToken).ConfigureAwait(false);
        var datasets = all.Where(d => period is null || d.Period == period.Id).ToList();
        var contents = new List<ExportedPeriod>();
        foreach (var dataset in datasets)
        {
            contents.Add(await ReadAsync(dataset, fewest, cancellationToken).ConfigureAwait(false));
        }

        var count = contents.Sum(c => c.Rows.Count + c.Indicators.Count + c.Days.Count);
        await audit.NoteAsync(AuditRecord.Exported, who, $"published {period?.Id ?? "all"}", count, $"{format}, fewest {fewest}", cancellationToken)
            .ConfigureAwait(false);
        Directory.CreateDirectory(folder);
        var written = new List<(string, int)>();
        foreach (var kind in Enum.GetValues<PeriodKind>())
        {
            await AddAsync(PeriodRow.TableOf(kind), [.. contents.Where(c => c.Kind == kind).SelectMany(c => c.Rows)]).ConfigureAwait(false);
        }

        await AddAsync("indicators", [.. contents.SelectMany(c => c.Indicators)]).ConfigureAwait(false);
        await AddAsync("breakdowns", [.. contents.SelectMany(c => c.Breakdowns)]).ConfigureAwait(false);
        await AddAsync("reported", [.. contents.SelectMany(c => c.Reported)]).ConfigureAwait(false);
        await AddAsync("authenticity", [.. contents.SelectMany(c => c.Authenticity)]).ConfigureAwait(false);
        await AddAsync("authenticitytests", [.. contents.SelectMany(c => c.AuthenticityTests)]).ConfigureAwait(false);
        await AddAsync("differences", [.. contents.SelectMany(c => c.Differences)]).ConfigureAwait(false);
        await AddAsync("restatements", [.. contents.SelectMany(c => c.Restatements)]).ConfigureAwait(false);
        await AddAsync("daily", [.. contents.SelectMany(c => c.Days)]).ConfigureAwait(false);
        await AddAsync("units", await tables.ReadAsync<UnitRow>("units", "all", cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        await AddAsync("successions", await tables.ReadAsync<SuccessionRow>("successions", "all", cancellationToken).ConfigureAwait(false))
            .ConfigureAwait(false);
        await AddAsync("targets", await tables.ReadAsync<TargetRow>("targets", "all", cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        await AddAsync("datasets", [.. contents.Select(c => c.Dataset)]).ConfigureAwait(false);
        return [.. StorageNames.PublishedTables.Select(t => written.Single(w => Path.GetFileNameWithoutExtension(w.Item1) == t))];

        async Task AddAsync<T>(string table, IReadOnlyCollection<T> rows)
            where T : IPublishedRow
        {
            var path = Path.Combine(folder, $"{table}.{format}");
            await (format == "csv" ? TableFiles.CsvAsync(path, rows, cancellationToken) : TableFiles.ParquetAsync(path, rows, cancellationToken))
                .ConfigureAwait(false);
            written.Add((path, rows.Count));
        }
    }

    private async Task<ExportedPeriod> ReadAsync(DatasetRow dataset, int fewest, CancellationToken cancellationToken)
    {
        var period = Period.Parse(dataset.Period);
        Task<IReadOnlyList<T>> RowsAsync<T>(string table)
            where T : IPublishedRow => tables.ReadAsync<T>(table, period.Id, cancellationToken);
        var rows = await RowsAsync<PeriodRow>(PeriodRow.TableOf(period.Kind)).ConfigureAwait(false);
        var days = await RowsAsync<DailyRow>("daily").ConfigureAwait(false);
        var units = ReportedUnit.Of(reference.Units, period, rows.Where(r => !r.IsRollup).Select(r => r.UnitId));
        var groups = new SmallGroups(rows, days, units, fewest, order);
        var shown = groups.Shown(rows);
        var indicators = groups.Shown(await RowsAsync<IndicatorRow>("indicators").ConfigureAwait(false), reference, hidesEarlier: true);
        var (breakdowns, reported) = (await RowsAsync<BreakdownRow>("breakdowns").ConfigureAwait(false),
            groups.Shown(await RowsAsync<ReportedRow>("reported").ConfigureAwait(false)));
        var written = fewest == 0 ? dataset : groups.Shown(dataset with
        {
            Version = Publishing.PeriodContent.VersionOf(shown, indicators, breakdowns, reported, null, [], []), // that of the exact figures could be tried out
            Checksum = shown.Sum(r => r.Checksum),
            IndicatorChecksum = indicators.Sum(i => i.Checksum),
            BrokenIdentities = string.Join("; ", groups.Shown(dataset.BrokenIdentities.Split("; ", StringSplitOptions.RemoveEmptyEntries))),
        });
        var differences = groups.Shown(await RowsAsync<DifferenceRow>("differences").ConfigureAwait(false));
        var restatements = groups.Shown(await RowsAsync<RestatementRow>("restatements").ConfigureAwait(false));
        var authenticity = groups.Shown(await RowsAsync<AuthenticityRow>("authenticity").ConfigureAwait(false));
        var tests = groups.Shown(await RowsAsync<AuthenticityTestRow>("authenticitytests").ConfigureAwait(false));
        return new(
            period.Kind, shown, indicators, breakdowns, reported, groups.Shown(days), authenticity, tests, differences, restatements, written);
    }

    /// <summary>What is written of a period.</summary>
    private sealed record ExportedPeriod(
        PeriodKind Kind, IReadOnlyList<PeriodRow> Rows, IReadOnlyList<IndicatorRow> Indicators, IReadOnlyList<BreakdownRow> Breakdowns,
        IReadOnlyList<ReportedRow> Reported, IReadOnlyList<DailyRow> Days,
        IReadOnlyList<AuthenticityRow> Authenticity, IReadOnlyList<AuthenticityTestRow> AuthenticityTests, IReadOnlyList<DifferenceRow> Differences,
            IReadOnlyList<RestatementRow> Restatements, DatasetRow Dataset);
}
