using GovPipeline.Domain.Time;
using System.Globalization;
using Azure.Data.Tables;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Ledger;

/// <summary>What each night asked of each source, what came of it, and how far each source's data go.</summary>
/// <param name="work">The work account.</param>
public sealed class SourceLog(WorkAccount work)
{
    /// <summary>Asked for, nothing known yet.</summary>
    public const string Pending = "pending";

    /// <summary>It failed; the next night makes up for it.</summary>
    public const string Failed = "failed";

    /// <summary>An export landed.</summary>
    public const string Landed = "landed";

    /// <summary>The source says that nothing changed.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>A header without rows.</summary>
    public const string NoRows = "norows";

    private const string Last = "last", Through = "through", NightPrefix = "night-", WindowPrefix = "window-", Covered = "covered", Joining = "~",
        ShapePrefix = "shape-";
    private const int RecentNights = 30;
    private readonly TableClient _table = work.Account.Table(StorageNames.SourceState);

    /// <summary>Notes that a night expects something of a source, unless it is noted already.</summary>
    public async Task ExpectAsync(DateOnly night, string sourceId, DateOnly from, DateOnly to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var expected = new SourceRecord
        {
            PartitionKey = NightPrefix + DayText.Iso(night),
            RowKey = sourceId,
            From = DayText.Iso(from),
            To = DayText.Iso(to),
            Outcome = Pending,
            TriedAt = now,
        };
        try
        {
            await _table.AddEntityAsync(expected, cancellationToken).ConfigureAwait(false);
        }
        catch (Azure.RequestFailedException e) when (e.Status == 409)
        {
            // Noted already: the timer fired twice.
        }
    }

    /// <summary>What a night expects and got.</summary>
    public async Task<IReadOnlyList<SourceRecord>> NightAsync(DateOnly night, CancellationToken cancellationToken) =>
        await ListAsync(NightPrefix + DayText.Iso(night), cancellationToken).ConfigureAwait(false);

    /// <summary>The newest night there is, or null.</summary>
    /// <param name="today">Today; a later night was begun by a clock that was wrong, and nobody waits for it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<DateOnly?> NewestNightAsync(DateOnly today, CancellationToken cancellationToken) =>
        await NewestNightsAsync(today, 1, cancellationToken).ConfigureAwait(false) is [var newest] ? newest : null;

    /// <summary>The newest nights that something was asked of, newest first.</summary>
    /// <param name="today">Today; later nights are left out.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<DateOnly>> NewestNightsAsync(DateOnly today, int most, CancellationToken cancellationToken)
    {
        // Nearly always they are in the last weeks; only a system that stood still for long has all its nights looked through.
        var recent = await NightsAsync(today.AddDays(-most - RecentNights), today, cancellationToken).ConfigureAwait(false);
        var nights = recent.Count >= most ? recent : await NightsAsync(DateOnly.MinValue, today, cancellationToken).ConfigureAwait(false);
        return [.. nights.OrderDescending().Take(most)];
    }

    private async Task<HashSet<DateOnly>> NightsAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var nights = new HashSet<DateOnly>();
        var (from, to) = (NightPrefix + DayText.Iso(first), NightPrefix + DayText.Iso(last));
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey le {to}");
        await foreach (var row in _table.QueryAsync<SourceRecord>(filter, select: ["PartitionKey"], cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            nights.Add(DayText.Parse(row.PartitionKey[NightPrefix.Length..]));
        }

        return nights;
    }

    /// <summary>The last state of a source; a new one when nothing is known.</summary>
    public async Task<SourceRecord> LastAsync(string sourceId, CancellationToken cancellationToken)
    {
        var answer = await _table.GetEntityIfExistsAsync<SourceRecord>(Last, sourceId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return answer.HasValue ? answer.Value! : new() { PartitionKey = Last, RowKey = sourceId };
    }

    /// <summary>Notes what a night's pull of a source came to, and the source's last state. What landed counts as told only when it is taken in.</summary>
    public async Task NoteAsync(DateOnly night, SourceRecord outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var standing = await _table.GetEntityIfExistsAsync<SourceRecord>(NightPrefix + DayText.Iso(night), outcome.RowKey, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        if (outcome.Outcome == Failed && standing.HasValue && standing.Value!.Outcome is Landed or Unchanged or NoRows)
        {
            return; // a message that came twice: the other pull brought it
        }

        await ChangeLastAsync(
            outcome.RowKey,
            last =>
            {
                (last.From, last.To, last.Outcome, last.TriedAt, last.ErrorCode, last.Error) =
                    (outcome.From, outcome.To, outcome.Outcome, outcome.TriedAt, outcome.ErrorCode, outcome.Error);
                if (outcome.Outcome == Landed)
                {
                    (last.Blob, last.OfferedUrl, last.OfferedETag) = (outcome.Blob, outcome.OfferedUrl, outcome.OfferedETag);
                }
                else if (outcome.Outcome != Failed)
                {
                    last.CoveredThrough = Later(outcome.To, last.CoveredThrough);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
        outcome.PartitionKey = NightPrefix + DayText.Iso(night);
        await _table.UpsertEntityAsync(outcome, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Notes that an export is taken in: its days are told of, and the source need not send it again.</summary>
    public Task TakenInAsync(string sourceId, string blob, DateOnly through, CancellationToken cancellationToken) => ChangeLastAsync(
        sourceId,
        last =>
        {
            if (last.Blob != blob)
            {
                return false; // dropped by hand, or a newer one has landed since
            }

            (last.KnownUrl, last.KnownETag) = (last.OfferedUrl, last.OfferedETag);
            last.CoveredThrough = Later(DayText.Iso(through), last.CoveredThrough);
            return true;
        },
        cancellationToken);

    private static string Later(string one, string other) => string.CompareOrdinal(one, other) > 0 ? one : other;

    private async Task ChangeLastAsync(string sourceId, Func<SourceRecord, bool> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var last = await LastAsync(sourceId, cancellationToken).ConfigureAwait(false);
            if (!change(last) || await TryWriteAsync(last, last.Timestamp is null ? null : last.ETag, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Writes a row on condition that nobody did since it was read, or that there was none; false when somebody was quicker: look again.</summary>
    private async Task<bool> TryWriteAsync<T>(T row, Azure.ETag? standing, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        try
        {
            await (standing is { } tag
                ? _table.UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancellationToken)
                : _table.AddEntityAsync(row, cancellationToken)).ConfigureAwait(false);
            return true;
        }
        catch (Azure.RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Notes that the data of a source tell of these days, both inclusive. Days are kept as ranges, a row a source and year.</summary>
    public async Task CoverAsync(string sourceId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        for (var year = from.Year; year <= to.Year; year++)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            await CoverAsync(sourceId, year, from > first ? from : first, to < last ? to : last, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CoverAsync(string sourceId, int year, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var row = string.Create(CultureInfo.InvariantCulture, $"{sourceId}|{year}");
        while (true)
        {
            var standing = await _table.GetEntityIfExistsAsync<TableEntity>(Covered, row, cancellationToken: cancellationToken).ConfigureAwait(false);
            var known = standing.HasValue ? Ranges(standing.Value!) : [];
            var all = Joined([.. known, (from, to)]);
            if (all.SequenceEqual(known))
            {
                return;
            }

            var text = string.Join(',', all.Select(r => $"{DayText.Iso(r.From)}_{DayText.Iso(r.To)}"));
            var noted = new TableEntity(Covered, row) { ["Source"] = sourceId, ["Days"] = text };
            if (await TryWriteAsync(noted, standing.HasValue ? standing.Value!.ETag : null, cancellationToken).ConfigureAwait(false))
            {
                return; // else another file of the source was quicker: its days are put beside these
            }
        }
    }

    private static List<(DateOnly From, DateOnly To)> Ranges(TableEntity row) =>
        [.. row.GetString("Days").Split(',').Select(r => r.Split('_')).Select(r => (DayText.Parse(r[0]), DayText.Parse(r[1])))];

    /// <summary>Ranges put together where they touch, in order.</summary>
    private static List<(DateOnly From, DateOnly To)> Joined(IEnumerable<(DateOnly From, DateOnly To)> ranges)
    {
        var joined = new List<(DateOnly From, DateOnly To)>();
        foreach (var range in ranges.OrderBy(r => r.From))
        {
            if (joined.Count > 0 && range.From.DayNumber <= joined[^1].To.DayNumber + 1)
            {
                joined[^1] = (joined[^1].From, range.To > joined[^1].To ? range.To : joined[^1].To);
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }

    /// <summary>Notes the last local day that ingested data of a source tell of, unless a later one is noted.</summary>
    public async Task DataThroughAsync(string sourceId, DateOnly day, CancellationToken cancellationToken)
    {
        while (true)
        {
            var standing = await _table.GetEntityIfExistsAsync<SourceRecord>(Through, sourceId, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (standing.HasValue && string.CompareOrdinal(standing.Value!.To, DayText.Iso(day)) >= 0)
            {
                return;
            }

            var noted = new SourceRecord { PartitionKey = Through, RowKey = sourceId, To = DayText.Iso(day) };
            if (await TryWriteAsync(noted, standing.HasValue ? standing.Value!.ETag : null, cancellationToken).ConfigureAwait(false))
            {
                return; // else another file of the source was quicker: look again whose day is later
            }
        }
    }

    /// <summary>The last local day that ingested data of each source tell of.</summary>
    public async Task<IReadOnlyDictionary<string, DateOnly>> DataThroughAsync(CancellationToken cancellationToken) =>
        (await ListAsync(Through, cancellationToken).ConfigureAwait(false)).ToDictionary(r => r.RowKey, r => DayText.Parse(r.To), StringComparer.Ordinal);

    /// <summary>The days that data of a source tell of, as ranges of local days, both inclusive.</summary>
    public async Task<IReadOnlyList<(DateOnly From, DateOnly To)>> CoveredAsync(string sourceId, CancellationToken cancellationToken) =>
        (await CoveredAsync(cancellationToken).ConfigureAwait(false)).GetValueOrDefault(sourceId) ?? [];

    /// <summary>The days that data of each source tell of; sources that never told anything are left out.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<(DateOnly From, DateOnly To)>>> CoveredAsync(CancellationToken cancellationToken)
    {
        var (found, isJoined) = (new List<(string Source, (DateOnly From, DateOnly To) Range)>(), false);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Covered}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            isJoined |= row.RowKey == Joining;
            found.AddRange(row.RowKey == Joining ? [] : Ranges(row).Select(r => (row.GetString("Source"), r)));
        }

        if (!isJoined)
        {
            await JoinWindowsAsync(cancellationToken).ConfigureAwait(false);
            return await CoveredAsync(cancellationToken).ConfigureAwait(false);
        }

        return found.GroupBy(f => f.Source, f => f.Range, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<(DateOnly From, DateOnly To)>)Joined(g), StringComparer.Ordinal);
    }

    /// <summary>Has days that an older version told of since put together with the others.</summary>
    public Task ForgetJoiningAsync(CancellationToken cancellationToken) => _table.DeleteEntityAsync(Covered, Joining, cancellationToken: cancellationToken);

    /// <summary>An older version kept a row for each file; their days are put together once.</summary>
    private async Task JoinWindowsAsync(CancellationToken cancellationToken)
    {
        var (from, to) = (WindowPrefix, WindowPrefix + "~");
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}");
        await foreach (var window in _table.QueryAsync<SourceRecord>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            await CoverAsync(window.PartitionKey[WindowPrefix.Length..], DayText.Parse(window.From), DayText.Parse(window.To), cancellationToken)
                .ConfigureAwait(false);
        }

        await _table.UpsertEntityAsync(new TableEntity(Covered, Joining), TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps what a file of a day was like.</summary>
    public Task ShapeAsync(string sourceId, DateOnly day, string shape, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        new TableEntity(ShapePrefix + sourceId, NewestFirst(day)) { ["Shape"] = shape }, TableUpdateMode.Replace, cancellationToken);

    /// <summary>What the files of the days before were like, the newest first.</summary>
    public async Task<IReadOnlyList<string>> ShapesAsync(string sourceId, DateOnly before, int most, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        var (partition, row) = (ShapePrefix + sourceId, NewestFirst(before));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {row}");
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, maxPerPage: most, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(entity.GetString("Shape"));
            if (found.Count == most)
            {
                break;
            }
        }

        return found;
    }

    private static string NewestFirst(DateOnly day) => (DateOnly.MaxValue.DayNumber - day.DayNumber).ToString("D7", CultureInfo.InvariantCulture);

    /// <summary>Days from <paramref name="first"/> to <paramref name="last"/> that are in none of the ranges.</summary>
    public static IReadOnlyList<DateOnly> Uncovered(IReadOnlyList<(DateOnly From, DateOnly To)> covered, DateOnly first, DateOnly last)
    {
        ArgumentNullException.ThrowIfNull(covered);
        var missing = new List<DateOnly>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!covered.Any(w => w.From <= day && day <= w.To))
            {
                missing.Add(day);
            }
        }

        return missing;
    }

    private async Task<IReadOnlyList<SourceRecord>> ListAsync(string partition, CancellationToken cancellationToken)
    {
        var found = new List<SourceRecord>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var row in _table.QueryAsync<SourceRecord>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(row);
        }

        return found;
    }
}
