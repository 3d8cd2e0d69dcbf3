using System.Reflection;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Evidence;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Signing;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>
/// What is published of a signed period: the rows as they were signed, what they would be if they were published again and why
/// (<c>differences</c>), and what was restated (<c>restatements</c>).
/// </summary>
public sealed class SignedRows(SigningStore signing, DossierEvidence evidence, ReferenceData reference)
{
    private static readonly Dictionary<string, PropertyInfo> Columns = DossierContributions.Counters
        .ToDictionary(c => c, c => typeof(PeriodRow).GetProperty(c)!, StringComparer.Ordinal);

    private static readonly (string Column, Func<AuthenticityRow, long> Value)[] Numbers =
    [
        (nameof(AuthenticityRow.Eligible), r => r.Eligible), (nameof(AuthenticityRow.EligibleUnknown), r => r.EligibleUnknown),
        (nameof(AuthenticityRow.ToVerify), r => r.ToVerify), (nameof(AuthenticityRow.NotedTests), r => r.NotedTests),
        (nameof(AuthenticityRow.ResultsElectronic), r => r.ResultsElectronic), (nameof(AuthenticityRow.FeesPaidOnline), r => r.FeesPaidOnline),
        (nameof(AuthenticityRow.FeeProceduresPaidOnline), r => r.FeeProceduresPaidOnline),
        (nameof(AuthenticityRow.ComponentsDigitised), r => r.ComponentsDigitised),
    ];

    /// <summary>The dossiers that count in a period, for whoever signs it.</summary>
    internal async Task<SignedDossier[]> DossiersAsync(PeriodData data, CancellationToken cancellationToken)
    {
        var units = reference.Units.Receiving.Select(u => u.Id).ToHashSet(StringComparer.Ordinal);
        var (first, last) = (data.Period.Start, data.ThroughOfDossiers);
        var counting = new DossierContributions(first, last, reference.Conventions.Lateness);
        var partitions = await evidence.PartitionsAsync(units, first, last, alsoBefore: true, [], cancellationToken).ConfigureAwait(false);
        return [.. partitions.SelectMany(p => p.Facts.Dossiers.Select(d => counting.Of(d, p.Key))).Where(d => d.Counters != 0)
            .OrderBy(d => d.Partition, StringComparer.Ordinal).ThenBy(d => d.Code)];
    }

    /// <summary>What differs between the rows that were signed and those that would be published now.</summary>
    /// <param name="data">The period.</param>
    /// <param name="draft">What would be published.</param>
    /// <param name="signed">What was signed.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="hasCauses">Whether causes may be told: not where small groups are hidden.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<IReadOnlyList<DifferenceRow>> DifferencesAsync(
        PeriodData data, PeriodContent draft, KeptPublication signed, Signature signature, bool hasCauses, CancellationToken cancellationToken)
    {
        var changes = Changes(signed.Rows, signed.Indicators, draft.Rows, draft.Indicators)
            .Concat(Changes(signed.Authenticity, draft.Authenticity)).ToList();
        var units = changes.Where(c => !c.Row.IsRollup && Columns.ContainsKey(c.Column)).Select(c => c.Row.UnitId).ToHashSet(StringComparer.Ordinal);
        var causes = hasCauses && units.Count > 0 ? await CausesAsync(data, units, signature, cancellationToken).ConfigureAwait(false) : [];
        var reported = ReportedUnit.Of(reference.Units, data.Period, data.Statistics.Units).ToDictionary(u => u.Id, u => u.Members, StringComparer.Ordinal);
        return
        [
            .. changes.Select(c =>
            {
                var isCounter = Columns.ContainsKey(c.Column);
                var known = isCounter ? (reported.GetValueOrDefault(c.Row.UnitId) ?? [c.Row.UnitId])
                    .Select(m => causes.GetValueOrDefault((m, c.Column))).Aggregate(default(Causes), (a, b) => a + b) : default;
                var difference = c.New - c.Old;
                return new DifferenceRow
                {
                    Period = data.Period.Id, UnitId = c.Row.UnitId, UnitName = c.Row.UnitName, IsRollup = c.Row.IsRollup, Column = c.Column,
                    Signed = c.Old, Draft = c.New, Difference = difference,
                    LateRows = known.LateRows, Corrections = known.Corrections, Withdrawn = known.Withdrawn,
                    Definitions = isCounter && hasCauses ? (long)difference - known.LateRows - known.Corrections - known.Withdrawn : 0,
                    HasCauses = isCounter && hasCauses,
                    AsOf = DayText.Iso(data.Through),
                };
            }),
        ];
    }

    /// <summary>What each restatement of a period changed.</summary>
    internal async Task<IReadOnlyList<RestatementRow>> RestatementsAsync(IReadOnlyList<Signature> signatures, CancellationToken cancellationToken)
    {
        var rows = new List<RestatementRow>();
        for (var i = 1; i < signatures.Count; i++)
        {
            var signature = signatures[i];
            var old = await signing.ReadAsync(signatures[i - 1], cancellationToken).ConfigureAwait(false);
            var now = await signing.ReadAsync(signature, cancellationToken).ConfigureAwait(false);
            var changes = Changes(old.Rows, old.Indicators, now.Rows, now.Indicators).Concat(Changes(old.Authenticity, now.Authenticity));
            rows.AddRange(changes.Select(c => new RestatementRow
            {
                Period = signature.PartitionKey, Number = i, UnitId = c.Row.UnitId, UnitName = c.Row.UnitName, Column = c.Column, Old = c.Old, New = c.New,
                Reason = signature.Reason, By = signature.By, Document = signature.Document, On = DayText.Iso(VietnamClock.DayOf(signature.At)),
                OldVersion = old.Version, NewVersion = now.Version,
            }));
        }

        return rows;
    }

    /// <summary>Counters of units, and indicators of other systems, that are others; what is of too few dossiers on either side is left out.</summary>
    private IEnumerable<((string UnitId, string UnitName, bool IsRollup) Row, string Column, double Old, double New)> Changes(
        IReadOnlyList<PeriodRow> oldRows, IReadOnlyList<IndicatorRow> oldIndicators, IReadOnlyList<PeriodRow> rows, IReadOnlyList<IndicatorRow> indicators)
    {
        var (before, after) = (All(oldRows), All(rows));
        foreach (var id in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.GetValueOrDefault(id), after.GetValueOrDefault(id));
            if (old?.Status == nameof(TargetStatus.Suppressed) || now?.Status == nameof(TargetStatus.Suppressed))
            {
                continue;
            }

            foreach (var (column, property) in Columns)
            {
                var (was, becomes) = (Value(old, property), Value(now, property));
                if (was != becomes)
                {
                    yield return ((id, (now ?? old)!.UnitName, (now ?? old)!.IsRollup), column, was, becomes);
                }
            }
        }

        var ofDossiers = reference.Indicators.Where(i => i.CountsDossiers).Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        var (known, standing) = (Others(oldIndicators), Others(indicators));
        foreach (var key in known.Keys.Union(standing.Keys).Order())
        {
            var (old, now) = (known.GetValueOrDefault(key), standing.GetValueOrDefault(key));
            var (was, becomes) = (old is { HasData: true } ? old.Value : 0, now is { HasData: true } ? now.Value : 0);
            if (was != becomes || (old?.HasData ?? false) != (now?.HasData ?? false))
            {
                yield return ((key.UnitId, (now ?? old)!.UnitName, (now ?? old)!.IsRollup), key.Indicator, was, becomes);
            }
        }

        static Dictionary<string, PeriodRow> All(IReadOnlyList<PeriodRow> rows) =>
            rows.Where(r => r.FieldKey == PeriodRow.AllFields).ToDictionary(r => r.UnitId, StringComparer.Ordinal);
        Dictionary<(string UnitId, string Indicator), IndicatorRow> Others(IReadOnlyList<IndicatorRow> rows) =>
            rows.Where(i => !ofDossiers.Contains(i.Indicator)).ToDictionary(i => (i.UnitId, i.Indicator));
        static double Value(PeriodRow? row, PropertyInfo column) => row is { HasData: true } ? (long)column.GetValue(row)! : 0;
    }

    /// <summary>Numbers of authenticity that are others; a unit that was hidden on either side is left out.</summary>
    private static IEnumerable<((string UnitId, string UnitName, bool IsRollup) Row, string Column, double Old, double New)> Changes(
        IReadOnlyList<AuthenticityRow> old, IReadOnlyList<AuthenticityRow> rows)
    {
        var before = old.Where(r => r.HasData).ToDictionary(r => r.UnitId, StringComparer.Ordinal);
        foreach (var now in rows.Where(r => r.HasData).OrderBy(r => r.UnitId, StringComparer.Ordinal))
        {
            var was = before.GetValueOrDefault(now.UnitId);
            foreach (var (column, value) in was is null ? [] : Numbers)
            {
                if (value(was!) != value(now))
                {
                    yield return ((now.UnitId, now.UnitName, now.IsRollup), column, value(was!), value(now));
                }
            }
        }
    }

    /// <summary>Why counters of units differ, dossier by dossier.</summary>
    private async Task<Dictionary<(string UnitId, string Column), Causes>> CausesAsync(
        PeriodData data, HashSet<string> units, Signature signature, CancellationToken cancellationToken)
    {
        var signed = (await signing.DossiersAsync(signature, cancellationToken).ConfigureAwait(false)).ToDictionary(d => d.Code);
        var besides = signed.Values.Where(d => units.Contains(d.UnitId)).Select(d => d.Partition).Distinct(StringComparer.Ordinal).Select(PartitionKey.Parse);
        var (first, last) = (data.Period.Start, data.ThroughOfDossiers);
        var counting = new DossierContributions(first, last, reference.Conventions.Lateness);
        var partitions = await evidence.PartitionsAsync(units, first, last, alsoBefore: true, besides, cancellationToken).ConfigureAwait(false);
        var causes = new Dictionary<(string, string), Causes>();
        foreach (var (key, facts) in partitions)
        {
            foreach (var dossier in facts.Dossiers)
            {
                var now = counting.Of(in dossier, key);
                var isKnown = signed.TryGetValue(now.Code, out var then);
                var cause = !isKnown ? new Causes(1, 0, 0)
                    : dossier.Deleted.HasValue ? new Causes(0, 0, 1)
                    : then.Content != now.Content ? new Causes(0, 1, 0) : default; // counts otherwise and says the same: a definition
                Add(now.UnitId, now.Counters, cause, 1);
                if (isKnown)
                {
                    Add(then.UnitId, then.Counters, cause, -1);
                }
            }
        }

        return causes;

        void Add(string unit, int counters, Causes cause, int sign)
        {
            for (var i = 0; i < DossierContributions.Counters.Count; i++)
            {
                if ((counters & (1 << i)) != 0)
                {
                    var place = (unit, DossierContributions.Counters[i]);
                    causes[place] = causes.GetValueOrDefault(place) + (cause * sign);
                }
            }
        }
    }

    private readonly record struct Causes(long LateRows, long Corrections, long Withdrawn)
    {
        public static Causes operator +(Causes a, Causes b) => new(a.LateRows + b.LateRows, a.Corrections + b.Corrections, a.Withdrawn + b.Withdrawn);

        public static Causes operator *(Causes cause, int sign) => new(cause.LateRows * sign, cause.Corrections * sign, cause.Withdrawn * sign);
    }
}
