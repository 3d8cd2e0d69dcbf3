using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Periods;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>All that is published of a period is made from this.</summary>
internal sealed record PeriodData
{
    public required Period Period { get; init; }

    /// <summary>The last local day any source tells of.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>By unit and field.</summary>
    public required IReadOnlyDictionary<(string UnitId, string Field), PeriodStatistics> Statistics { get; init; }

    /// <summary>Of the period before, by unit and field.</summary>
    public required IReadOnlyDictionary<(string UnitId, string Field), PeriodStatistics> Previous { get; init; }

    /// <summary>Procedures with a dossier received in the period.</summary>
    public required IReadOnlySet<string> Procedures { get; init; }

    /// <summary>Procedures with a dossier received in the period before.</summary>
    public required IReadOnlySet<string> PreviousProcedures { get; init; }

    /// <summary>Readings of the period and the time before it, by source.</summary>
    public required IReadOnlyDictionary<string, MeasureCells> Readings { get; init; }

    /// <summary>Days of the period, up to <see cref="AsOf"/>, that no data of a source tell of, by source.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<DateOnly>> Uncovered { get; init; }

    /// <summary>The sources that ever told anything; the indicators of a system that is not connected yet are not published.</summary>
    public required IReadOnlySet<string> Connected { get; init; }

    /// <summary>The last day figures tell of: the end, or where the data end.</summary>
    public DateOnly Through => AsOf < Period.End ? AsOf : Period.End;
}
