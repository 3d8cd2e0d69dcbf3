using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Makes the rows of <c>authenticity</c> and <c>authenticitytests</c>.</summary>
internal static class AuthenticityRows
{
    /// <param name="data">The period.</param>
    /// <param name="units">Its units and roll-ups.</param>
    /// <param name="reference">Thresholds, units, sources.</param>
    public static (IReadOnlyList<AuthenticityRow> Rows, IReadOnlyList<AuthenticityTestRow> Tests) Of(
        PeriodData data, IReadOnlyList<ReportedUnit> units, ReferenceData reference)
    {
        var portal = (data.Readings.GetValueOrDefault(reference.Conventions.PortalSource) ?? MeasureCells.None).On(data.Period)
            .Where(c => c.Values.ContainsKey("ReceivedOnline")).ToDictionary(c => c.UnitId, c => (long)c.Values["ReceivedOnline"], StringComparer.Ordinal);
        var (rows, tests, rules) = (new List<AuthenticityRow>(), new List<AuthenticityTestRow>(), reference.Authenticity);
        foreach (var unit in units)
        {
            var past = Past(unit, data, reference);
            var (own, before) = (Sum(data.Authenticity.Own, unit.Members), Sum(data.Authenticity.Before, past));
            var others = units.Where(u => !u.IsRollup && !unit.IsRollup && u.Tier == unit.Tier && u.Id != unit.Id).SelectMany(u => u.Members);
            var last = data.Authenticity.LastDays is { } days ? unit.Members.Sum(m => days.GetValueOrDefault(m)) : (long?)null;
            var findings = AuthenticityFinding.Of(own, Sum(data.Authenticity.Own, others), last, data.Period, rules,
                Portal(unit, portal, data));
            var hasData = own.Declared > 0 || unit.Members.Any(m => Completeness.IsTold(data, reference.Units.Find(m)!, reference.Sources));
            rows.Add(new()
            {
                Period = data.Period.Id, UnitId = unit.Id, UnitName = unit.Name, UnitTier = unit.Tier?.ToString() ?? string.Empty, IsRollup = unit.IsRollup,
                Declared = own.Declared, Eligible = own.Eligible, EligibleUnknown = own.EligibleUnknown, ToVerify = own.ToVerify,
                FailedTests = rules.FailedTests,
                NotedTests = findings.Count(f => f.State == FindingState.Noted), UntestedTests = findings.Count(f => f.State == FindingState.NotTested),
                HasPrevious = past.Any(data.Authenticity.Before.ContainsKey),
                PreviousDeclared = before.Declared, PreviousEligible = before.Eligible, PreviousToVerify = before.ToVerify,
                ResultsDue = own.ResultsDue, FirstDueKnown = own.FirstDueKnown, DueMoved = own.DueMoved,
                ResultsKnown = own.ResultsKnown, ResultsElectronic = own.ResultsElectronic, FeesDue = own.FeesDue, FeesPaidOnline = own.FeesPaidOnline,
                FeeProcedures = own.FeeProcedures.Count, FeeProceduresPaidOnline = own.FeeProcedures.PaidOnline,
                ComponentsKnown = own.ComponentsKnown, ComponentsDigitised = own.ComponentsDigitised,
                HasData = hasData, AsOf = DayText.Iso(data.ThroughOfDossiers),
            });
            // What cannot be tested is told once, of the area as a whole: it is so for want of data, and a row of each unit says nothing more.
            var told = !hasData ? [] : findings.Where(f => f.State != FindingState.NotTested || RollupId.IsArea(unit.Id));
            tests.AddRange(told.Select(f => new AuthenticityTestRow
            {
                Period = data.Period.Id, UnitId = unit.Id, UnitName = unit.Name, UnitTier = unit.Tier?.ToString() ?? string.Empty, IsRollup = unit.IsRollup,
                Test = f.Test.Id, TestName = f.Test.Name.Vi, Known = f.Known, Found = f.Found, Share = (double)(f.Share ?? 0), HasShare = f.Share is not null,
                PeerShare = (double)(f.Peers ?? 0), HasPeers = f.Peers is not null, State = f.State.ToString(),
                Needs = f.State == FindingState.NotTested ? f.Test.Needs.Vi : string.Empty, Explanation = string.Empty, ExplainedBy = string.Empty,
            }));
        }

        return (rows, tests);
    }

    /// <summary>The tests with what units say of them.</summary>
    public static IReadOnlyList<AuthenticityTestRow> Explained(
        IReadOnlyList<AuthenticityTestRow> tests, IReadOnlyDictionary<(string Period, string UnitId, string Test), UnitNote> notes) =>
            notes.Count == 0 ? tests :
        [.. tests.Select(t => notes.TryGetValue((t.Period, t.UnitId, t.Test), out var note) ? t with { Explanation = note.Text, ExplainedBy = note.By } : t)];

    /// <summary>The units whose numbers of the period before may stand beside a unit's or roll-up's; none where another territory was counted.</summary>
    private static IReadOnlyList<string> Past(ReportedUnit unit, PeriodData data, ReferenceData reference)
    {
        var then = data.Before.Period;
        var lineage = reference.Successions.Beside(unit.Id, (data.Period.Start, data.Through), (then.Start, then.End));
        return !lineage.IsComparable ? []
            : unit.IsRollup ? [.. reference.Units.MembersOf(unit.Id).Select(m => m.Id)]
            : lineage.Units;
    }

    /// <summary>
    /// How far the portal lies from a unit, or from each of a roll-up that filed anything online; null where it does not tell of all of them.
    /// </summary>
    private static PortalGap? Portal(ReportedUnit unit, Dictionary<string, long> portal, PeriodData data)
    {
        long Own(string member) => data.Authenticity.Own.GetValueOrDefault(member)?.Declared ?? 0;
        return unit.Members.Any(portal.ContainsKey) && unit.Members.All(m => portal.ContainsKey(m) || Own(m) == 0)
            ? unit.Members.Select(m => PortalGap.Of(Own(m), portal.GetValueOrDefault(m))).Aggregate(default(PortalGap), (a, b) => a + b) : null;
    }

    private static AuthenticityCounts Sum(IReadOnlyDictionary<string, AuthenticityCounts> counts, IEnumerable<string> units)
    {
        var sum = new AuthenticityCounts();
        foreach (var unit in units)
        {
            if (counts.TryGetValue(unit, out var own))
            {
                sum.Add(own);
            }
        }

        return sum;
    }
}
