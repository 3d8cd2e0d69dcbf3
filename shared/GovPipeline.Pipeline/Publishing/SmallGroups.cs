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
    /// <param name="order">Which groups are hidden beside small ones.</param>
    public SmallGroups(IReadOnlyList<PeriodRow> rows, IReadOnlyList<DailyRow> days, IReadOnlyList<ReportedUnit> units, int fewest, GroupOrder order)
    {
        (_fewest, _units) = (fewest, units);
        if (fewest == 0)
        {
            _hidden = new HashSet<Group>(); // nothing is looked for where all is shown
            return;
        }

        var groups = rows.Select(r => Cell(Of(r), r.Received, r.Total + r.Refused)).Concat(days.Select(d => Cell(Of(d), d.Received, d.Finished))).ToList();
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
        _hidden = SmallCells.Hidden(groups, sums, fewest, g => order.Of(g.UnitId, g.Field, g.Day));

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
    public IReadOnlyList<DailyRow> Shown(IReadOnlyList<DailyRow> days) => _hidden.Count == 0 ? days :
        [.. days.Select(d => _hidden.Contains(Of(d)) ? Emptied(d) with { HasData = false } : d)];

    /// <summary>Indicators that count dossiers, of units that are shown.</summary>
    /// <param name="indicators">The rows.</param>
    /// <param name="reference">Which indicators count dossiers.</param>
    /// <param name="hidesEarlier">Whether figures of the period before are left out too: nobody has looked at the groups that they speak of.</param>
    public IReadOnlyList<IndicatorRow> Shown(IReadOnlyList<IndicatorRow> indicators, ReferenceData reference, bool hidesEarlier)
    {
        if (_fewest == 0)
        {
            return indicators;
        }

        var ofDossiers = reference.Indicators.Where(i => i.CountsDossiers).Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. indicators.Select(i => !ofDossiers.Contains(i.Indicator) ? i
                : IsHidden(i.UnitId) ? IndicatorRows.Sealed(Emptied(i) with
                {
                    Target = i.Target, TargetWarn = i.TargetWarn, HasPrevious = false, HasData = false, Status = nameof(TargetStatus.Suppressed),
                })
                : hidesEarlier && i is { HasPrevious: true, IsRollup: false } ? IndicatorRows.Sealed(i with { HasPrevious = false, PreviousValue = 0 }) : i),
        ];
    }

    /// <summary>What softwares report of units that are shown, where the report itself is of enough dossiers.</summary>
    public IReadOnlyList<ReportedRow> Shown(IReadOnlyList<ReportedRow> reported)
    {
        if (_fewest == 0)
        {
            return reported;
        }

        var small = reported.Where(r => r.Counter is "Total" or "Received" && r.Reported > 0 && r.Reported < _fewest)
            .Select(r => (r.Source, r.UnitId)).ToHashSet();
        return [.. reported.Where(r => !IsHidden(r.UnitId) && !small.Contains((r.Source, r.UnitId)))];
    }

    /// <summary>Numbers of authenticity of units that are shown.</summary>
    public IReadOnlyList<AuthenticityRow> Shown(IReadOnlyList<AuthenticityRow> rows) =>
        _fewest == 0 ? rows : [.. rows.Select(r => IsHidden(r.UnitId) ? Emptied(r) with { FailedTests = r.FailedTests, HasData = false } : r)];

    /// <summary>Tests of authenticity of units that are shown; a sign that few dossiers show is told by its state alone.</summary>
    public IReadOnlyList<AuthenticityTestRow> Shown(IReadOnlyList<AuthenticityTestRow> tests) => _fewest == 0 ? tests :
    [
        .. tests.Where(t => !IsHidden(t.UnitId)).Select(t => t.Found > 0 && t.Found < _fewest
            ? Emptied(t) with { HasShare = false, HasPeers = false } : t),
    ];

    /// <summary>What signed figures of units that are shown would be, without causes, which are of few dossiers by nature.</summary>
    public IReadOnlyList<DifferenceRow> Shown(IReadOnlyList<DifferenceRow> differences) => _fewest == 0 ? differences :
    [
        .. differences.Where(d => !IsHidden(d.UnitId)).Select(d => d with
            { LateRows = 0, Corrections = 0, Withdrawn = 0, Definitions = 0, HasCauses = false }),
    ];

    /// <summary>What was restated of units that are shown.</summary>
    public IReadOnlyList<RestatementRow> Shown(IReadOnlyList<RestatementRow> restatements) =>
        _fewest == 0 ? restatements : [.. restatements.Where(r => !IsHidden(r.UnitId))];

    /// <summary>What does not add up, without the numbers where groups are hidden at all: they may be those of the period before.</summary>
    public IEnumerable<string> Shown(IEnumerable<string> sentences) =>
        _fewest == 0 ? sentences : sentences.Select(s => $"{s.Split(':')[0]}: {PublishedText.DoesNotHold.Vi}").Distinct(StringComparer.Ordinal);

    /// <summary>Rows of files of a period: not told where a total of units is hidden, or they are few themselves.</summary>
    public DatasetRow Shown(DatasetRow dataset) => _units.Any(u => u.IsRollup && IsHidden(u.Id)) ? Uncounted(dataset) : Shown(dataset, _fewest);

    /// <summary>Rows of files, not told where they are few.</summary>
    /// <param name="dataset">A period or a night.</param>
    /// <param name="fewest">The fewest that may be told; 0 for any.</param>
    public static DatasetRow Shown(DatasetRow dataset, int fewest) =>
        Array.Exists([dataset.FileRows, dataset.AcceptedRows, dataset.RejectedRows], n => n > 0 && n < fewest) ? Uncounted(dataset) : dataset;

    private static DatasetRow Uncounted(DatasetRow dataset) => dataset with
    {
        FileRows = 0, AcceptedRows = 0, RejectedRows = 0, Files = 0, RejectedDossierRows = 0, Repairs = string.Empty,
        Missing = string.Join(PublishedText.Between, new[] { dataset.Missing, PublishedText.FewRows.Vi }.Where(m => m.Length > 0)),
    };

    private bool IsHidden(string unitId) => _hidden.Contains(new(unitId, PeriodRow.AllFields, string.Empty));

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
