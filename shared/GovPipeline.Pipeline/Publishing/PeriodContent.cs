using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>All rows that are published of a period, made from its data.</summary>
internal sealed record PeriodContent
{
    private const int MostIdentities = 20;

    public required IReadOnlyList<PeriodRow> Rows { get; init; }

    public required IReadOnlyList<IndicatorRow> Indicators { get; init; }

    public required IReadOnlyList<BreakdownRow> Breakdowns { get; init; }

    public required IReadOnlyList<ReportedRow> Reported { get; init; }

    /// <summary>The rows of its days; null where the period has none.</summary>
    public required IReadOnlyList<DailyRow>? Days { get; init; }

    public required IReadOnlyList<AuthenticityRow> Authenticity { get; init; }

    public required IReadOnlyList<AuthenticityTestRow> AuthenticityTests { get; init; }

    /// <summary>What does not add up, one sentence each.</summary>
    public required string BrokenIdentities { get; init; }

    /// <summary>Which groups are too small to be shown.</summary>
    public required SmallGroups Groups { get; init; }

    /// <summary>Fingerprint of the figures.</summary>
    public string Version => field ??= VersionOf(Rows, Indicators, Breakdowns, Reported, Days, Authenticity, AuthenticityTests);

    /// <summary>Fingerprint of figures of a period.</summary>
    public static string VersionOf(
        IReadOnlyList<PeriodRow> rows, IReadOnlyList<IndicatorRow> indicators, IReadOnlyList<BreakdownRow> breakdowns, IReadOnlyList<ReportedRow> reported,
        IReadOnlyList<DailyRow>? days, IReadOnlyList<AuthenticityRow> authenticity, IReadOnlyList<AuthenticityTestRow> tests) =>
        PeriodRows.Fingerprint(new { rows, indicators, breakdowns, reported, days, authenticity, tests });

    /// <summary>Fingerprint of figures that are kept, as this program makes it.</summary>
    public static string VersionOf(KeptPublication kept) => VersionOf(
        kept.Rows, kept.Indicators, kept.Breakdowns, kept.Reported, kept.Days, kept.Authenticity, kept.AuthenticityTests);

    /// <summary>The rows as they are kept.</summary>
    public KeptPublication Kept(DatasetRow dataset, DateTimeOffset now) => new()
    {
        Period = dataset.Period, Version = Version, At = now, AsOf = dataset.AsOf, Definitions = dataset.Definitions,
        Rows = Rows, Indicators = Indicators, Breakdowns = Breakdowns, Reported = Reported, Days = Days, Dataset = dataset,
        Authenticity = Authenticity, AuthenticityTests = AuthenticityTests,
    };

    /// <summary>Makes them.</summary>
    /// <param name="data">The data.</param>
    /// <param name="reference">Units, indicators, targets, sources.</param>
    /// <param name="fewest">The fewest dossiers that a row may speak of.</param>
    /// <param name="order">Which groups are hidden beside small ones.</param>
    public static PeriodContent Of(PeriodData data, ReferenceData reference, int fewest, GroupOrder order)
    {
        var period = data.Period;
        var units = ReportedUnit.Of(reference.Units, period, data.Statistics.Units);
        var preceding = ReportedUnit.Of(reference.Units, period.Preceding(), data.Preceding.Units);
        var before = ReportedUnit.Of(reference.Units, period.Previous(), data.Before.Statistics.Units);
        var (rows, days) = (PeriodRows.Of(data, units, reference), data.Days is null ? null : DimensionRows.Daily(period, data.Days));
        var groups = new SmallGroups(rows, days ?? [], units, fewest, order);
        var counted = IndicatorRows.Of(data, units, before, reference, fewest);
        var broken = groups.Shown(PeriodRows.BrokenIdentities(data, units, preceding).Concat(IndicatorRows.OutOfBounds(counted, reference)));
        var (authenticity, tests) = AuthenticityRows.Of(data, units, reference);
        return new()
        {
            Authenticity = groups.Shown(authenticity),
            AuthenticityTests = groups.Shown(tests),
            Rows = groups.Shown(rows),
            Indicators = groups.Shown(counted, reference, hidesEarlier: false),
            Breakdowns = IndicatorRows.Breakdowns(data, reference),
            Reported = groups.Shown(ReportedRows.Of(data, reference)),
            Days = days is null ? null : groups.Shown(days),
            BrokenIdentities = string.Join("; ", broken.Take(MostIdentities)),
            Groups = groups,
        };
    }
}
