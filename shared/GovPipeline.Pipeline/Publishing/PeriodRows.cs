using GovPipeline.Domain.Time;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Targets;
using GovPipeline.Sources.Definitions;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>Makes the rows of <c>halfyear</c> and its siblings.</summary>
internal static class PeriodRows
{
    public static IReadOnlyList<PeriodRow> Of(PeriodData data, IReadOnlyList<ReportedUnit> units, ReferenceData reference)
    {
        var byUnit = data.Statistics.ByField.ToLookup(s => s.Key.UnitId, s => (s.Key.FieldKey, s.Value), StringComparer.Ordinal);
        var feeding = reference.Sources.Enabled.Where(s => s.Kind == SourceKind.Dossiers).ToList();
        var rows = new List<PeriodRow>();
        foreach (var unit in units)
        {
            var fields = unit.Members.SelectMany(m => byUnit[m])
                .GroupBy(f => f.FieldKey, f => f.Value, StringComparer.Ordinal)
                .Select(g => (Key: KeyOf(g.Key), Name: data.Statistics.NameOf(g.Key), Statistics: g.Aggregate(PeriodStatistics.Add)))
                .OrderBy(f => f.Key, StringComparer.Ordinal).ToList();
            var all = fields.Select(f => f.Statistics).Aggregate(new PeriodStatistics(), PeriodStatistics.Add);
            var hasData = fields.Count > 0
                || unit.Members.Any(m => Completeness.IsTold(data, reference.Units.Find(m)!, reference.Sources));
            var missing = Completeness.OfFigure(data, unit, feeding, countsDossiers: true, reference.Units);
            var since = DimensionRows.Day(reference.Successions.Since(unit.Id, data.Through));
            rows.Add(Row(data, unit, (PeriodRow.AllFields, PeriodRow.AllFields), all, hasData, missing, since, reference));
            rows.AddRange(fields.Where(f => f.Statistics != new PeriodStatistics())
                .Select(f => Row(data, unit, (f.Key, f.Name), f.Statistics, true, missing, since, reference)));
        }

        return rows;
    }

    /// <summary>What does not hold, one sentence each: identities of form II.06a in any unit and field, and between periods in any unit and roll-up.</summary>
    public static IEnumerable<string> BrokenIdentities(PeriodData data, IReadOnlyList<ReportedUnit> units, IReadOnlyList<ReportedUnit> before)
    {
        var within = data.Statistics.ByField.SelectMany(s => s.Value.BrokenIdentities(data.Preceding.Of(s.Key.UnitId, s.Key.FieldKey))
            .Select(broken => $"{s.Key.UnitId}|{data.Statistics.NameOf(s.Key.FieldKey)}: {broken}"));
        if (data.DossiersThrough < data.Period.Start)
        {
            return within; // nothing is known of it yet
        }

        var earlier = before.ToDictionary(u => u.Id, u => u.Members.Sum(m => data.Preceding.Of(m).Pending), StringComparer.Ordinal);
        var between = units.Select(u => (u.Id, Now: u.Members.Sum(m => data.Statistics.Of(m).CarriedOver), Then: earlier.GetValueOrDefault(u.Id)))
            .Where(u => u.Now != u.Then).Select(u => $"{u.Id}: 6 = 11 {PublishedText.Preceding.Vi}: {u.Now} ≠ {u.Then}");
        return within.Concat(between).Order(StringComparer.Ordinal);
    }

    public static string Fingerprint<T>(T content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)))[..16];

    /// <summary>The row with the fingerprint of its figures.</summary>
    public static PeriodRow Sealed(PeriodRow row)
    {
        var version = Fingerprint(row with { Version = string.Empty, Checksum = 0 });
        return row with { Version = version, Checksum = Checksum(version) };
    }

    /// <summary>The first 32 bits of a fingerprint, which any tool can add up.</summary>
    public static long Checksum(string fingerprint) => uint.Parse(fingerprint.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static string KeyOf(string fieldKey) => fieldKey.Length == 0 ? PeriodRow.NoField : fieldKey;

    private static PeriodRow Row(
        PeriodData data, ReportedUnit unit, (string Key, string Name) field, PeriodStatistics s, bool hasData, string missing, string since,
        ReferenceData reference)
    {
        var rate = Counters.OnlineRate(s);
        var (exact, value) = hasData ? (rate.Value, rate.Fraction) : (null, null);

        // A target is set for a unit's dossiers together; a single field is shown without one.
        var judged = field.Key == PeriodRow.AllFields
            ? Judgement.Of(reference.Targets, reference.Conventions.OnlineIndicator, unit, data.Period.End, exact, value)
            : new Judgement(null, value is null ? TargetStatus.NoData : TargetStatus.NoTarget, value);
        var row = new PeriodRow
        {
            Period = data.Period.Id,
            Calendar = data.Period.Calendar.ToString(),
            Kind = data.Period.Kind.ToString(),
            PeriodStart = DayText.Iso(data.Period.Start),
            PeriodEnd = DayText.Iso(data.Period.End),
            UnitId = unit.Id,
            UnitCode = unit.Code,
            UnitName = unit.Name,
            UnitTier = unit.Tier?.ToString() ?? string.Empty,
            ParentUnitId = unit.ParentId,
            IsRollup = unit.IsRollup,
            FieldKey = field.Key,
            Field = field.Name,
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
            ReceivedLocalityUnknown = s.ReceivedLocalityUnknown,
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
            SupplementedInTime = s.SupplementedInTime,
            OnlineNumerator = (long)rate.Numerator,
            OnlineDenominator = (long)rate.Denominator,
            OnlineRate = value.GetValueOrDefault(),
            HasOnlineRate = value is not null,
            Target = judged.TargetValue,
            TargetId = judged.Target?.Id ?? string.Empty,
            TargetComparator = judged.Target?.Comparator.ToString() ?? string.Empty,
            TargetWarn = judged.WarnValue,
            TargetBasis = judged.Target is null ? string.Empty : nameof(DenominatorBasis.All),
            TargetLegalBasis = judged.Target?.LegalBasis ?? string.Empty,
            TargetIsExample = judged.Target?.IsExample ?? false,
            Gap = judged.Gap,
            Status = judged.Status.ToString(),
            Complete = missing.Length == 0,
            Missing = missing,
            HasData = hasData,
            AsOf = DayText.Iso(data.ThroughOfDossiers),
            ComparableSince = since,
            Version = string.Empty,
            Checksum = 0,
        };
        return Sealed(row);
    }
}
