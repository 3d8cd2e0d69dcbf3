using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Targets;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Makes the rows of <c>halfyear</c> and its siblings.</summary>
internal static class PeriodRows
{
    /// <summary>The indicator whose target stands in these rows: online of all received.</summary>
    public const string OnlineIndicator = "HS01";

    private const string NoField = "(không ghi)";

    public static IReadOnlyList<PeriodRow> Of(PeriodData data, IReadOnlyList<ReportedUnit> units, ReferenceData reference)
    {
        var byUnit = data.Statistics.ToLookup(s => s.Key.UnitId, s => (s.Key.Field, s.Value), StringComparer.Ordinal);
        var rows = new List<PeriodRow>();
        foreach (var unit in units)
        {
            var fields = unit.Members.SelectMany(m => byUnit[m])
                .GroupBy(f => f.Field, f => f.Value, StringComparer.Ordinal)
                .Select(g => (Field: g.Key, Statistics: g.Aggregate(PeriodStatistics.Add)))
                .OrderBy(f => f.Field, StringComparer.Ordinal).ToList();
            var all = fields.Select(f => f.Statistics).Aggregate(new PeriodStatistics(), PeriodStatistics.Add);
            var hasData = fields.Count > 0
                || unit.Members.Any(m => Completeness.IsTold(data, reference.Units.Find(m)!, reference.Sources));
            rows.Add(Row(data, unit, PeriodRow.AllFields, all, hasData, reference));
            rows.AddRange(fields.Where(f => f.Statistics != new PeriodStatistics())
                .Select(f => Row(data, unit, f.Field.Length == 0 ? NoField : f.Field, f.Statistics, true, reference)));
        }

        return rows;
    }

    /// <summary>The identities of form II.06a that do not hold in any unit, one sentence each.</summary>
    public static IEnumerable<string> BrokenIdentities(PeriodData data) => data.Statistics
        .SelectMany(s => s.Value.BrokenIdentities(data.Previous.GetValueOrDefault(s.Key) ?? new PeriodStatistics())
            .Select(broken => $"{s.Key.UnitId}|{s.Key.Field}: {broken}"))
        .Order(StringComparer.Ordinal);

    public static string Fingerprint<T>(T content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)))[..16];

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static PeriodRow Row(PeriodData data, ReportedUnit unit, string field, PeriodStatistics s, bool hasData, ReferenceData reference)
    {
        // A target is set for a unit's dossiers together; a single field is shown without one.
        var target = field == PeriodRow.AllFields
            ? reference.Targets.For(OnlineIndicator, unit.TargetUnitId, unit.Tier, data.Period.End)
            : null;
        var rate = Counters.OnlineRate(s);
        var value = hasData ? rate.Value : null;
        var status = target?.Judge(value) ?? (value is null ? TargetStatus.NoData : TargetStatus.NoTarget);
        var row = new PeriodRow
        {
            Period = data.Period.Id,
            Calendar = data.Period.Calendar.ToString(),
            Kind = data.Period.Kind.ToString(),
            PeriodStart = Day(data.Period.Start),
            PeriodEnd = Day(data.Period.End),
            UnitId = unit.Id,
            UnitCode = unit.Code,
            UnitName = unit.Name,
            UnitTier = unit.Tier?.ToString() ?? string.Empty,
            ParentUnitId = unit.ParentId,
            IsRollup = unit.IsRollup,
            Field = field,
            Total = s.Total,
            CarriedOver = s.CarriedOver,
            Received = s.Received,
            ReceivedOnline = s.ReceivedOnline,
            ReceivedOnlineFull = s.ReceivedOnlineFull,
            ReceivedOnlinePartial = s.ReceivedOnlinePartial,
            ReceivedOnlineOther = s.ReceivedOnlineOther,
            ReceivedInPerson = s.ReceivedInPerson,
            ReceivedPostal = s.ReceivedPostal,
            ReceivedNonLocal = s.ReceivedNonLocal,
            EnabledReceived = s.EnabledReceived,
            EnabledOnline = s.EnabledOnline,
            FullProcessReceived = s.FullProcessReceived,
            FullProcessOnline = s.FullProcessOnline,
            Resolved = s.Resolved,
            ResolvedEarly = s.ResolvedEarly,
            ResolvedOnTime = s.ResolvedOnTime,
            ResolvedLate = s.ResolvedLate,
            Withdrawn = s.Withdrawn,
            ResolvedWithoutDueDate = s.ResolvedWithoutDueDate,
            Pending = s.Pending,
            PendingInTime = s.PendingInTime,
            PendingLate = s.PendingLate,
            Refused = s.Refused,
            OnlineNumerator = (long)rate.Numerator,
            OnlineDenominator = (long)rate.Denominator,
            OnlineRate = (double)value.GetValueOrDefault(),
            HasOnlineRate = value is not null,
            Target = (double)(target?.Value ?? 0),
            TargetBasis = target is null ? string.Empty : nameof(DenominatorBasis.All),
            TargetLegalBasis = target?.LegalBasis ?? string.Empty,
            TargetIsExample = target?.IsExample ?? false,
            Gap = value is { } known && target is not null ? (double)(known - target.Value) : 0,
            Status = status.ToString(),
            HasData = hasData,
            AsOf = Day(data.Through),
            Version = string.Empty,
        };
        return row with { Version = Fingerprint(row) };
    }
}
