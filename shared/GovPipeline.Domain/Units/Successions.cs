using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Units;

/// <summary>
/// Mergers, splits and changes of boundaries, and what they leave comparable. A figure of today may stand beside one of before only where
/// the same territory is counted: a unit that was merged from whole units is the sum of them, one that got part of another is nothing that
/// was counted before, and a share of people is no share of dossiers.
/// </summary>
public sealed class Successions
{
    private readonly UnitDirectory _units;
    private readonly IReadOnlyList<(DateOnly On, IReadOnlyList<Succession> Changes)> _days;
    private readonly IReadOnlyList<DateOnly> _turns;

    /// <summary>Holds the changes against the units.</summary>
    /// <exception cref="ArgumentException">A change names no unit of ours, a unit does not exist on its day, or shares add up to more than all.</exception>
    public Successions(UnitDirectory units, IEnumerable<Succession> changes)
    {
        _units = units;
        All = [.. changes];
        foreach (var (change, number) in All.Select((c, i) => (c, i + 1)))
        {
            Check(change ?? throw new ArgumentException($"mục {number} để trống / entry {number} is empty"));
        }

        foreach (var given in All.Where(c => c.From is not null).GroupBy(c => (c.From, c.On)))
        {
            if (given.GroupBy(c => c.To ?? c.ToName).Any(g => g.Count() > 1))
            {
                throw Wrong(given.First(), new("thay đổi này có hai lần", "the same change stands twice"));
            }

            if (given.Sum(c => c.Share ?? 0) > 1)
            {
                throw Wrong(given.First(), new("các tỷ lệ (share) cộng lại quá 1", "its shares add up to more than 1"));
            }

            if (given.Count() > 1 && given.Any(c => !c.IsPartial))
            {
                throw Wrong(given.First(), new(
                    "đã chuyển sang nhiều đơn vị nên mỗi phần là một phần (isPartial)", "it went to several units, so each part is partial (isPartial)"));
            }
        }

        _days = [.. All.GroupBy(c => c.On).OrderByDescending(g => g.Key).Select(g => (g.Key, (IReadOnlyList<Succession>)[.. g]))];
        _turns = [.. units.Receiving.SelectMany(u => new[] { u.FirstDay, u.LastDay == DateOnly.MaxValue ? DateOnly.MinValue : u.LastDay.AddDays(1) })
            .Concat(All.Select(c => c.On)).Where(d => d > DateOnly.MinValue).Distinct().OrderDescending()];
    }

    /// <summary>Units that ended and of which nobody says where they went, not even that they have no successor.</summary>
    public IEnumerable<Unit> Untold => _units.Receiving.Where(u =>
        u.LastDay < DateOnly.MaxValue && !All.Any(c => c.From == u.Id && c.On == u.LastDay.AddDays(1)));

    /// <summary>Where no unit ever changed.</summary>
    public static Successions None(UnitDirectory units) => new(units, []);

    /// <summary>Every change, as given.</summary>
    public IReadOnlyList<Succession> All { get; }

    /// <summary>What units went into a unit, ever.</summary>
    public IEnumerable<Succession> Into(string unitId) => All.Where(c => c.To == unitId);

    /// <summary>Where a unit went, ever.</summary>
    public IEnumerable<Succession> OutOf(string unitId) => All.Where(c => c.From == unitId);

    /// <summary>The last day up to another on which any unit changed; the earliest day when none did.</summary>
    public DateOnly LastChange(DateOnly by) => _days.Select(d => d.On).FirstOrDefault(on => on <= by, DateOnly.MinValue);

    /// <summary>The units of an earlier day that a unit has anything of, whole or in part.</summary>
    /// <param name="unitId">A unit of the later day.</param>
    /// <param name="now">The later day.</param>
    /// <param name="then">The earlier day.</param>
    /// <returns>The units, and whether there were others that are none of ours.</returns>
    public (IReadOnlyList<Unit> Units, bool HasOthers) Origins(string unitId, DateOnly now, DateOnly then)
    {
        var (held, hasOthers) = (new HashSet<string>(StringComparer.Ordinal) { unitId }, false);
        foreach (var (on, changes) in _days.Where(d => d.On <= now && d.On > then))
        {
            var into = changes.Where(c => c.To is not null && held.Contains(c.To)).ToList();
            hasOthers |= into.Exists(c => c.From is null);
            held.RemoveWhere(h => !ExistsOn(h, on.AddDays(-1)));
            held.UnionWith(into.Select(c => c.From).OfType<string>());
        }

        return ([.. held.Order(StringComparer.Ordinal).Select(h => _units.Find(h)!).Where(u => u.ExistsOn(then))], hasOthers);
    }

    /// <summary>What of an earlier day may stand beside a published unit or roll-up; a roll-up only beside itself, when it added up the same
    /// territory.</summary>
    /// <param name="id">Unit id, <c>area:…</c> or <c>tier:…</c>.</param>
    /// <param name="now">The later day.</param>
    /// <param name="then">The earlier day.</param>
    public Lineage OfPublished(string id, DateOnly now, DateOnly then)
    {
        var members = _units.MembersOf(id).ToList();
        var lineage = Of(members.Select(m => m.Id), now, then);
        if (!RollupId.IsRollup(id) || !lineage.IsComparable)
        {
            return lineage;
        }

        var others = members.Where(m => m.ExistsOn(then)).Select(m => m.Id).Except(lineage.Units, StringComparer.Ordinal).ToList();
        if (others.Count == 0)
        {
            return lineage;
        }

        var ended = _units.Find(others[0])!;
        var name = ended.NameOn(then).Name;
        return Lineage.None(ended.LastDay.AddDays(1), new(
            $"đến {DayText.Print(ended.LastDay)} còn tính cả {name}", $"until {DayText.Print(ended.LastDay)} it also had {name}"));
    }

    /// <summary>Which units of an earlier period may stand beside a unit or roll-up of a later one: together they counted the same territory.</summary>
    /// <param name="id">Unit id, <c>area:…</c> or <c>tier:…</c>.</param>
    /// <param name="now">The later period's days, as far as data reach.</param>
    /// <param name="then">The earlier period's days.</param>
    public Lineage Beside(string id, (DateOnly Start, DateOnly Through) now, (DateOnly Start, DateOnly End) then)
    {
        var lineage = OfPublished(id, now.Through, then.Start);
        if (!lineage.IsComparable || lineage.IsUnchanged)
        {
            return lineage;
        }

        if (!RollupId.IsRollup(id) && !OfPublished(id, now.Through, now.Start).IsUnchanged)
        {
            var first = _turns.First(d => d <= now.Through && !OfPublished(id, now.Through, d.AddDays(-1)).IsUnchanged);
            return Lineage.None(first, new($"trong kỳ, {NameOf(id, now.Through)} chỉ có từ {DayText.Print(first)}",
                $"in the period, {NameOf(id, now.Through)} exists from {DayText.Print(first)} only"));
        }

        // A period in which units changed has dossiers of those before and those after.
        var units = _turns.Where(d => d > then.Start && d <= then.End).Append(then.Start)
            .SelectMany(d => OfPublished(id, now.Through, d).Units).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return Lineage.Of([.. units], isUnchanged: false);
    }

    /// <summary>The first day since which a published unit or roll-up counts what it counts on a day; the earliest day when it always did.</summary>
    /// <param name="id">Unit id, <c>area:…</c> or <c>tier:…</c>.</param>
    /// <param name="now">The day.</param>
    public DateOnly Since(string id, DateOnly now) =>
        _turns.FirstOrDefault(d => d <= now && !OfPublished(id, now, d.AddDays(-1)).IsComparable, DateOnly.MinValue);

    /// <summary>The units that had the territory of some units of <paramref name="now"/> on the day <paramref name="then"/>.</summary>
    /// <param name="members">Ids of units that exist on <paramref name="now"/>; those that have ended by then tell of nothing new and are left out.</param>
    /// <param name="now">The later day.</param>
    /// <param name="then">The earlier day.</param>
    public Lineage Of(IEnumerable<string> members, DateOnly now, DateOnly then)
    {
        var held = members.Where(m => ExistsOn(m, now)).ToHashSet(StringComparer.Ordinal);
        if (held.Count == 0)
        {
            return Lineage.None(now, new("đơn vị không còn vào ngày này", "the unit does not exist on this day"));
        }

        var changed = false;
        foreach (var (on, changes) in _days)
        {
            if (on > now || on <= then)
            {
                continue;
            }

            var into = changes.Where(c => c.To is not null && held.Contains(c.To)).ToList();
            if (into.Find(c => c.From is null) is { } outside)
            {
                return Broken(on, outside, $"có {Part(outside, "vi")}{outside.FromName} mà hệ thống không có số liệu",
                    $"it has {Part(outside, "en")}{outside.FromName}, of which there are no data here");
            }

            var before = held.Where(h => ExistsOn(h, on.AddDays(-1)) && !GaveAll(h, changes)).ToHashSet(StringComparer.Ordinal);
            if (held.FirstOrDefault(h => !ExistsOn(h, on.AddDays(-1)) && into.TrueForAll(c => c.To != h)) is { } unknown)
            {
                return Unknown(on, unknown);
            }

            before.UnionWith(into.Select(c => c.From!));

            // Of what these gave that day, nothing may have gone elsewhere, and nothing be untold.
            foreach (var given in changes.Where(c => c.From is not null && before.Contains(c.From)).GroupBy(c => c.From!))
            {
                if (given.FirstOrDefault(c => c.To is null || !held.Contains(c.To)) is { } elsewhere)
                {
                    var name = elsewhere.To is null ? elsewhere.ToName : NameOf(elsewhere.To, on);
                    var to = name is null ? new Bilingual("không có đơn vị kế thừa", "has no successor")
                        : new($"đã chuyển {Part(elsewhere, "vi")}sang {name}", $"went {(elsewhere.IsPartial ? "in part " : string.Empty)}to {name}");
                    var from = NameOf(given.Key, on.AddDays(-1));
                    return Broken(on, elsewhere, $"{from} {to.Vi}", $"{from} {to.En}");
                }

                if (GaveAll(given.Key, changes))
                {
                    continue;
                }

                if (given.All(c => c.IsPartial) && !ExistsOn(given.Key, on))
                {
                    var (first, from) = (given.First(), NameOf(given.Key, on.AddDays(-1)));
                    return given.Count() > 1 ? Broken(on, first, $"{from} được chia, chưa rõ có đủ các phần",
                        $"{from} was split, and whether these are all parts is not told")
                        : Broken(on, first, $"chỉ một phần {from} về {NameOf(first.To!, on)}", $"only a part of {from} went to {NameOf(first.To!, on)}");
                }

                if (ExistsOn(given.Key, on) && !held.Contains(given.Key))
                {
                    var from = NameOf(given.Key, on);
                    return Broken(on, given.First(), $"{from} vẫn còn, chỉ chuyển đi một phần", $"{from} still exists and gave only a part");
                }
            }

            changed |= !before.SetEquals(held) || into.Count > 0;
            held = before;
        }

        return held.FirstOrDefault(h => !ExistsOn(h, then)) is { } late
            ? Unknown(FirstDayOf(late), late)
            : Lineage.Of([.. held.Order(StringComparer.Ordinal)], isUnchanged: !changed);
    }

    /// <summary>Whether all of a unit went to others that day, whole or in parts whose shares are told to the last.</summary>
    private static bool GaveAll(string unitId, IReadOnlyList<Succession> changes) =>
        changes.Where(c => c.From == unitId).Sum(c => c.IsPartial ? c.Share ?? 0 : 1) == 1;

    private Lineage Unknown(DateOnly on, string unitId) => Lineage.None(on, new(
        $"{NameOf(unitId, on)} có từ {DayText.Print(on)}, chưa khai đơn vị trước đó",
        $"{NameOf(unitId, on)} exists since {DayText.Print(on)}, and what it was before is not told"));

    private static Lineage Broken(DateOnly on, Succession change, string vi, string en) => Lineage.None(on, new(
        $"từ {DayText.Print(on)} {vi} ({change.LegalBasis})", $"since {DayText.Print(on)} {en} ({change.LegalBasis})"));

    private static string Part(Succession change, string language) =>
        change.IsPartial ? language == "vi" ? "một phần " : "a part of " : string.Empty;

    private string NameOf(string unitId, DateOnly day) => _units.Find(unitId)?.NameOn(day).Name ?? unitId;

    private DateOnly FirstDayOf(string unitId) => _units.Find(unitId)?.FirstDay ?? DateOnly.MinValue;

    private bool ExistsOn(string unitId, DateOnly day) => _units.Find(unitId)?.ExistsOn(day) == true;

    private void Check(Succession change)
    {
        var problem = change.From is null == (change.FromName is null)
                ? new Bilingual("ghi from, hoặc fromName với đơn vị không thuộc danh sách", "give from, or fromName for a unit that is none of ours")
            : change.From is null && change.To is null ? new("ghi from hoặc to", "give from or to")
            : change.To is not null && change.ToName is not null ? new("ghi to hoặc toName, không ghi cả hai", "give to or toName, not both")
            : change.From is { } from && _units.Find(from) is null ? new($"không có đơn vị '{from}'", $"there is no unit '{from}'")
            : change.To is { } to && _units.Find(to) is null ? new($"không có đơn vị '{to}'", $"there is no unit '{to}'")
            : change.From is { } gone && !ExistsOn(gone, change.On.AddDays(-1))
                ? new($"'{gone}' không còn vào ngày hôm trước", $"'{gone}' does not exist on the day before")
            : change.To is { } made && !ExistsOn(made, change.On) ? new($"'{made}' chưa có hoặc không còn vào ngày đó", $"'{made}' does not exist on that day")
            : change.From is not null && change.From == change.To ? new("đơn vị không thể nhập vào chính nó", "a unit does not go into itself")
            : change.From is { } whole && !change.IsPartial && ExistsOn(whole, change.On) ? new(
                $"'{whole}' vẫn còn nên phần chuyển đi là một phần (isPartial)", $"'{whole}' still exists, so what went is a part (isPartial)")
            : change.Share is { } share && (share is <= 0 or > 1 || !change.IsPartial) ? new(
                "share lớn hơn 0, không quá 1, và chỉ ghi cho một phần (isPartial)", "share is above 0 and at most 1, and of a part (isPartial)")
            : change.FromName is { } outside && string.IsNullOrWhiteSpace(outside) ? new("fromName để trống", "fromName is empty")
            : change.To is { } area && _units.Find(area)!.IsArea ? new($"'{area}' là địa bàn, không phải đơn vị", $"'{area}' is an area")
            : string.IsNullOrWhiteSpace(change.LegalBasis) ? new("thiếu legalBasis (căn cứ)", "legalBasis is required") : null;
        if (problem is not null)
        {
            throw Wrong(change, problem);
        }
    }

    private static ArgumentException Wrong(Succession change, Bilingual problem)
    {
        var which = $"{change.From ?? change.FromName ?? "?"} → {change.To ?? change.ToName ?? "–"}";
        return new($"{which} {DayText.Print(change.On)}: {problem.Vi} / {which} {DayText.Iso(change.On)}: {problem.En}");
    }
}
