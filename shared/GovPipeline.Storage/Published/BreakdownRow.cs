namespace GovPipeline.Storage.Published;

/// <summary>Table <c>breakdowns</c>: one indicator by something other than units, as which software troubles citizens most.</summary>
public sealed record BreakdownRow : IPublishedRow
{
    /// <summary>Period id.</summary>
    public required string Period { get; init; }

    /// <summary>First local day, <c>yyyy-MM-dd</c>.</summary>
    public required string PeriodStart { get; init; }

    /// <summary>Last local day, <c>yyyy-MM-dd</c>.</summary>
    public required string PeriodEnd { get; init; }

    /// <summary>Code of the indicator, <c>PM01</c>.</summary>
    public required string Indicator { get; init; }

    /// <summary>Its Vietnamese name.</summary>
    public required string IndicatorName { get; init; }

    /// <summary>What it is broken down by, <c>system</c>.</summary>
    public required string Dimension { get; init; }

    /// <summary>The value of the dimension as sources name it.</summary>
    public required string Item { get; init; }

    /// <summary>Tử số.</summary>
    public required double Numerator { get; init; }

    /// <summary>Mẫu số; 1 for what is divided by nothing.</summary>
    public required double Denominator { get; init; }

    /// <summary>The value as <see cref="Format"/> says; 0 when <see cref="HasData"/> is false.</summary>
    public required double Value { get; init; }

    /// <summary><c>Percent</c> (a fraction), <c>Number</c>, or <c>PerThousand</c> of the denominator.</summary>
    public required string Format { get; init; }

    /// <summary>Place from 1, the one that needs attention most first; equals share one.</summary>
    public required int Rank { get; init; }

    /// <summary>Whether any part of it is an estimate.</summary>
    public required bool IsEstimate { get; init; }

    /// <summary>Whether there is a value.</summary>
    public required bool HasData { get; init; }

    /// <summary>The last local day the figures tell of.</summary>
    public required string AsOf { get; init; }

    string IPublishedRow.TableName => "breakdowns";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{Indicator}|{Item}";
}
