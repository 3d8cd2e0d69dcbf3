using System.Reflection;
using GovPipeline.Domain.Privacy;
using GovPipeline.Domain.Targets;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>
/// Takes groups of too few dossiers out of what is published, and as many others as it takes that they cannot be had by subtraction
/// (decision 0015). A group is what a row speaks of: the dossiers of a unit, of a field in it, of a day.
/// </summary>
internal sealed class SmallGroups
{
    private readonly int _fewest;
    private readonly IReadOnlySet<Group> _hidden;
    private readonly IReadOnlyList<ReportedUnit> _units;

    /// <param name="rows">The rows of the period.</param>
    /// <param name="days">The rows of its days.</param>
    /// <param name="units">Units and roll-ups.</param>
    /// <param name="fewest">The fewest dossiers that may be shown; 0 for any.</param>
    public SmallGroups(IReadOnlyList<PeriodRow> rows, IReadOnlyList<DailyRow> days, IReadOnlyList<ReportedUnit> units, int fewest)
    {
        (_fewest, _units) = (fewest, units);
        var groups = rows.Select(r => Cell(Of(r), r.Received, r.Total)).Concat(days.Select(d => Cell(Of(d), d.Received, d.Finished))).ToList();
        var fields = rows.ToLookup(r => r.UnitId, r => r.FieldKey, StringComparer.Ordinal);
        var sums = new List<(Group Total, IReadOnlyCollection<Group> Parts)>();
        foreach (var unit in units)
        {
            var all = new Group(unit.Id, PeriodRow.AllFields, string.Empty);
            sums.Add((all, [.. fields[unit.Id].Where(f => f != PeriodRow.AllFields).Select(f => new Group(unit.Id, f, string.Empty))]));
            sums.AddRange(unit.IsRollup ? fields[unit.Id].Select(f => (new Group(unit.Id, f, string.Empty), Members(unit, f))) : []);
        }

        sums.AddRange(days.GroupBy(d => d.UnitId, StringComparer.Ordinal)
            .Select(d => (new Group(d.Key, PeriodRow.AllFields, string.Empty), (IReadOnlyCollection<Group>)[.. d.Select(Of)])));
        _hidden = SmallCells.Hidden(groups, sums, fewest);

        static IReadOnlyCollection<Group> Members(ReportedUnit unit, string field) => [.. unit.Members.Select(m => new Group(m, field, string.Empty))];
    }

    /// <summary>Rows of the period.</summary>
    public IReadOnlyList<PeriodRow> Shown(IReadOnlyList<PeriodRow> rows) => _hidden.Count == 0 ? rows :
    [
        .. rows.Select(r => !_hidden.Contains(Of(r)) ? r : PeriodRows.Sealed(Emptied(r) with
        {
            Target = r.Target, TargetWarn = r.TargetWarn, HasOnlineRate = false, HasData = false, Status = nameof(TargetStatus.Suppressed),
        })),
    ];

    /// <summary>Rows of days.</summary>
    public IReadOnlyList<DailyRow> Shown(IReadOnlyList<DailyRow> days) =>
        [.. days.Select(d => _hidden.Contains(Of(d)) ? Emptied(d) with { HasData = false } : d)];

    /// <summary>Indicators that count dossiers.</summary>
    public IReadOnlyList<IndicatorRow> Shown(IReadOnlyList<IndicatorRow> indicators, ReferenceData reference)
    {
        if (_fewest == 0)
        {
            return indicators;
        }

        var ofDossiers = reference.Indicators.Where(i => i.CountsDossiers).Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        var sums = _units.Where(u => u.IsRollup).Select(u => (u.Id, (IReadOnlyCollection<string>)u.Members)).ToList();
        var given = _hidden.Where(g => g.Field == PeriodRow.AllFields).Select(g => g.UnitId).ToHashSet(StringComparer.Ordinal);
        var hidden = indicators.Where(i => ofDossiers.Contains(i.Indicator)).GroupBy(i => i.Indicator, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => SmallCells.Hidden(
                [.. g.Select(i => Cell(i.UnitId, given.Contains(i.UnitId) ? 1 : (long)i.Denominator))], sums, _fewest), StringComparer.Ordinal);
        return
        [
            .. indicators.Select(i => hidden.GetValueOrDefault(i.Indicator)?.Contains(i.UnitId) != true ? i : IndicatorRows.Sealed(Emptied(i) with
            {
                Target = i.Target, TargetWarn = i.TargetWarn, HasPrevious = false, HasData = false, Status = nameof(TargetStatus.Suppressed),
            })),
        ];
    }

    /// <summary>What softwares report of units that are shown.</summary>
    public IReadOnlyList<ReportedRow> Shown(IReadOnlyList<ReportedRow> reported) =>
        [.. reported.Where(r => !_hidden.Contains(new(r.UnitId, PeriodRow.AllFields, string.Empty)))];

    /// <summary>Sentences that begin with the id of a unit none of whose groups is hidden.</summary>
    public IEnumerable<string> Shown(IEnumerable<string> sentences)
    {
        var units = _hidden.Select(g => g.UnitId).ToHashSet(StringComparer.Ordinal);
        return sentences.Where(s => !units.Any(u => s.StartsWith($"{u}|", StringComparison.Ordinal) || s.StartsWith($"{u}:", StringComparison.Ordinal)));
    }

    private static Group Of(PeriodRow row) => new(row.UnitId, row.FieldKey, string.Empty);

    private static Group Of(DailyRow row) => new(row.UnitId, string.Empty, row.Day);

    private static KeyValuePair<T, IReadOnlyList<long>> Cell<T>(T key, params long[] counts) => KeyValuePair.Create(key, (IReadOnlyList<long>)counts);

    /// <summary>The row without any number, also one that is added to the record later.</summary>
    private static T Emptied<T>(T row)
        where T : notnull
    {
        var copy = (T)typeof(T).GetMethod("<Clone>$")!.Invoke(row, null)!;
        foreach (var number in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType.IsPrimitive
            && p.PropertyType != typeof(bool)))
        {
            number.SetValue(copy, Activator.CreateInstance(number.PropertyType));
        }

        return copy;
    }

    /// <summary>Dossiers that a row speaks of.</summary>
    /// <param name="UnitId">Unit or roll-up.</param>
    /// <param name="Field">Field; empty for a day.</param>
    /// <param name="Day">Day; empty for a period.</param>
    private readonly record struct Group(string UnitId, string Field, string Day);
}
