using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;
using GovPipeline.Storage.Published;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>The published figures that a command changed: before, after.</summary>
internal static class FigureChanges
{
    private const int MostShown = 30;

    /// <summary>The figures of half-years of the official calendar, by period and unit.</summary>
    public static async Task<IReadOnlyDictionary<(string Period, string UnitId), PeriodRow>> ReadAsync(Session session, CancellationToken cancel)
    {
        var (tables, found) = (session.Get<PublishedTables>(), new Dictionary<(string, string), PeriodRow>());
        foreach (var period in (await tables.ReadAsync<DatasetRow>("datasets", "all", cancel).ConfigureAwait(false)).Select(d => Period.Parse(d.Period))
            .Where(p => p is { Calendar: ReportingCalendar.Nd09, Kind: PeriodKind.HalfYear }))
        {
            foreach (var row in (await tables.ReadAsync<PeriodRow>(PeriodRow.TableOf(period.Kind), period.Id, cancel).ConfigureAwait(false))
                .Where(r => r.Field == PeriodRow.AllFields))
            {
                found[(period.Id, row.UnitId)] = row;
            }
        }

        return found;
    }

    /// <summary>Prints what differs, units before roll-ups; that nothing does, when nothing does.</summary>
    public static void Print(
        IReadOnlyDictionary<(string Period, string UnitId), PeriodRow> before, IReadOnlyDictionary<(string Period, string UnitId), PeriodRow> after,
        CommandOutput output)
    {
        var changed = after.Keys.Where(k => after[k].HasData || before.ContainsKey(k))
            .Select(k => (Key: k, Old: before.GetValueOrDefault(k), New: after[k])).Where(c => Figures(c.Old) != Figures(c.New))
            .OrderBy(c => c.Key.Period, StringComparer.Ordinal).ThenBy(c => c.New.IsRollup).ThenBy(c => c.New.UnitCode, StringComparer.Ordinal).ToList();
        if (changed.Count == 0)
        {
            output.Line(T("Số liệu 6 tháng: không đổi.", "Half-year figures: unchanged."));
            return;
        }

        output.Line(T("Số liệu 6 tháng đã đổi (trước → sau):", "Half-year figures that changed (before → after):"));
        output.Table(
            [T("Kỳ", "period"), T("Đơn vị", "unit"), T("Tiếp nhận", "received"), T("Trực tuyến", "online"), T("Tỷ lệ", "rate"), T("Đã giải quyết", "resolved"),
                T("quá hạn", "late"), T("Đang giải quyết", "pending"), T("quá hạn", "late"),
                T("Số liệu đến", "as of")],
            changed.Take(MostShown).Select(c => new[]
            {
                c.Key.Period, c.New.UnitName, Step(c.Old, c.New, r => Output.Print.Count(r.Received)), Step(c.Old, c.New, r =>
                    Output.Print.Count(r.ReceivedOnline)),
                Step(c.Old, c.New, r => Output.Print.Rate(r.HasOnlineRate, r.OnlineRate, 2)), Step(c.Old, c.New, r => Output.Print.Count(r.Resolved)),
                Step(c.Old, c.New, r => Output.Print.Count(r.ResolvedLate)), Step(c.Old, c.New, r => Output.Print.Count(r.Pending)),
                Step(c.Old, c.New, r => Output.Print.Count(r.PendingLate)),
                DayText.Print(DayText.Parse(c.New.AsOf)),
            }),
            numbersFrom: 2);
        if (changed.Count > MostShown)
        {
            output.Line($"… {changed.Count - MostShown}");
        }
    }

    private static (long, long, double, long, long, long, long)? Figures(PeriodRow? row) => row is null ? null
        : (row.Received, row.ReceivedOnline, row.OnlineRate, row.Resolved, row.ResolvedLate, row.Pending, row.PendingLate);

    private static string Step(PeriodRow? old, PeriodRow now, Func<PeriodRow, string> say)
    {
        var (before, after) = (old is null ? "–" : say(old), say(now));
        return before == after ? after : $"{before} → {after}";
    }
}
