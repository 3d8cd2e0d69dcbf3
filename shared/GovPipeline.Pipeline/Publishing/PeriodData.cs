using GovPipeline.Domain.Authenticity;
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

    /// <summary>The counters of dossiers.</summary>
    public required FieldStatistics Statistics { get; init; }

    /// <summary>Those of the period that ended the day before, whose stock is carried over.</summary>
    public required FieldStatistics Preceding { get; init; }

    /// <summary>What the figures are compared with: the period before of the same kind.</summary>
    public required PeriodFigures Now { get; init; }

    /// <summary>The same of the period before of the same kind, which figures are compared with.</summary>
    public required PeriodFigures Before { get; init; }

    /// <summary>Readings of the period and the time before it, by source.</summary>
    public required IReadOnlyDictionary<string, MeasureCells> Readings { get; init; }

    /// <summary>The sources that ever told anything; the indicators of a system that is not connected yet are not published.</summary>
    public required IReadOnlySet<string> Connected { get; init; }

    /// <summary>Partitions of facts whose changes could not be counted, each with why.</summary>
    public required IReadOnlyList<string> Uncounted { get; init; }

    /// <summary>The days that are counted for the daily table; null where the period has none.</summary>
    public IReadOnlyList<DailyCount>? Days { get; init; }

    /// <summary>Counts of the tests of authenticity by unit, those of the period and those of the one before of the same kind.</summary>
    public required PeriodAuthenticity Authenticity { get; init; }

    /// <summary>The last local day that any source of dossiers tells of.</summary>
    public required DateOnly DossiersThrough { get; init; }

    /// <summary>The last local day that each source tells of.</summary>
    public required IReadOnlyDictionary<string, DateOnly> SourcesThrough { get; init; }

    /// <summary>The last day any figure tells of: the end, or where the data end.</summary>
    public DateOnly Through => AsOf < Period.End ? AsOf : Period.End;

    /// <summary>The last day of the period that figures of dossiers tell of.</summary>
    public DateOnly ThroughOfDossiers => Within([DossiersThrough]);

    /// <summary>The last day that a figure tells of that is fed by sources.</summary>
    public DateOnly ThroughOf(IEnumerable<string> sources) =>
        Within(sources.Where(SourcesThrough.ContainsKey).Select(s => SourcesThrough[s]));

    /// <summary>A day of the period, or the day before it when nothing of it is told.</summary>
    private DateOnly Within(IEnumerable<DateOnly> days)
    {
        var (last, before) = (days.DefaultIfEmpty(AsOf).Max(), Period.Start.AddDays(-1));
        return last < before ? before : last < Period.End ? last : Period.End;
    }
}

/// <summary>What indicators of one period are made from.</summary>
internal sealed record PeriodFigures
{
    public required Period Period { get; init; }

    /// <summary>The counters of dossiers.</summary>
    public required FieldStatistics Statistics { get; init; }

    /// <summary>Procedures with a dossier received in it.</summary>
    public required IReadOnlySet<string> Procedures { get; init; }

    /// <summary>Days of it, as far as data reach, that no data of a source tell of, by source.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<DateOnly>> Uncovered { get; init; }
}

/// <summary>Counts of the tests of authenticity of a period.</summary>
/// <param name="Own">By unit.</param>
/// <param name="Before">Those of the period before of the same kind.</param>
/// <param name="LastDays">Online dossiers of the last days of the period by unit; null while it is not over.</param>
internal sealed record PeriodAuthenticity(
    IReadOnlyDictionary<string, AuthenticityCounts> Own, IReadOnlyDictionary<string, AuthenticityCounts> Before, IReadOnlyDictionary<string, long>? LastDays);
