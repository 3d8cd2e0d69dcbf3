namespace GovPipeline.Storage.Published;

/// <summary>Table <c>indicators</c>: one indicator of one unit or roll-up in one period.</summary>
public sealed record IndicatorRow : IPublishedRow
{
    /// <summary>Period id.</summary>
    public required string Period { get; init; }

    /// <summary>First local day, <c>yyyy-MM-dd</c>.</summary>
    public required string PeriodStart { get; init; }

    /// <summary>Last local day, <c>yyyy-MM-dd</c>.</summary>
    public required string PeriodEnd { get; init; }

    /// <summary>Unit id; <c>area:…</c> or <c>tier:…</c> of a roll-up.</summary>
    public required string UnitId { get; init; }

    /// <summary>Vietnamese name of the unit in the period.</summary>
    public required string UnitName { get; init; }

    /// <summary>Tier; empty for an area.</summary>
    public required string UnitTier { get; init; }

    /// <summary>Whether it adds units up.</summary>
    public required bool IsRollup { get; init; }

    /// <summary>Code of the indicator, <c>VB01</c>.</summary>
    public required string Indicator { get; init; }

    /// <summary>Its Vietnamese name.</summary>
    public required string IndicatorName { get; init; }

    /// <summary>The system it measures.</summary>
    public required string System { get; init; }

    /// <summary><c>RatioOfSums</c>, <c>MeanOfUnitRates</c>, <c>Sum</c>, <c>Latest</c> or <c>Growth</c>.</summary>
    public required string Aggregation { get; init; }

    /// <summary>Denominator basis of an online rate; empty for others.</summary>
    public required string Basis { get; init; }

    /// <summary>Tử số.</summary>
    public required double Numerator { get; init; }

    /// <summary>Mẫu số; 1 for what is divided by nothing.</summary>
    public required double Denominator { get; init; }

    /// <summary>The value as <see cref="Format"/> says; 0 when <see cref="HasData"/> is false.</summary>
    public required double Value { get; init; }

    /// <summary><c>Percent</c> (a fraction), <c>Number</c>, or <c>PerThousand</c> of the denominator.</summary>
    public required string Format { get; init; }

    /// <summary>Whether any part of it is an estimate (<i>ước tính</i>).</summary>
    public required bool IsEstimate { get; init; }

    /// <summary>The value in the period before of the same kind; 0 when <see cref="HasPrevious"/> is false.</summary>
    public required double PreviousValue { get; init; }

    /// <summary>Whether there is a value in the period before that can be compared: its sources told of all its days.</summary>
    public required bool HasPrevious { get; init; }

    /// <summary>Place among the units of its tier that have a value, from 1 for the best, equals sharing one; 0 for roll-ups and units without.</summary>
    public required int Rank { get; init; }

    /// <summary>How many units were ranked with it; 0 when it was not.</summary>
    public required int RankedUnits { get; init; }

    /// <summary>Target as a fraction; 0 when there is none.</summary>
    public required double Target { get; init; }

    /// <summary>Id of the target in <c>targets</c>; empty without one.</summary>
    public required string TargetId { get; init; }

    /// <summary><c>AtLeast</c> or <c>AtMost</c>; empty without a target.</summary>
    public required string TargetComparator { get; init; }

    /// <summary>Where a warning begins; the target itself when it has no level of its own, 0 without a target.</summary>
    public required double TargetWarn { get; init; }

    /// <summary>The document that sets the target; empty without one.</summary>
    public required string TargetLegalBasis { get; init; }

    /// <summary>Whether the target is only an example.</summary>
    public required bool TargetIsExample { get; init; }

    /// <summary>Value minus target; 0 without either.</summary>
    public required double Gap { get; init; }

    /// <summary><c>NoData</c>, <c>NoTarget</c>, <c>Met</c>, <c>Warning</c>, <c>Below</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Law or source of the indicator's definition.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>Ids of the sources the figures come from.</summary>
    public required string Source { get; init; }

    /// <summary>Whether there is a value; false is "chưa có dữ liệu", not zero.</summary>
    public required bool HasData { get; init; }

    /// <summary>Whether every source that feeds the figure told of every day of the period, and the period has ended.</summary>
    public required bool Complete { get; init; }

    /// <summary>What is missing for the figure, in Vietnamese; empty when complete.</summary>
    public required string Missing { get; init; }

    /// <summary>The last local day the figures tell of.</summary>
    public required string AsOf { get; init; }

    string IPublishedRow.TableName => "indicators";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{UnitId}|{Indicator}";
}
