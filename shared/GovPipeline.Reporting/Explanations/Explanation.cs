using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;
using GovPipeline.Reporting.Reports;

namespace GovPipeline.Reporting.Explanations;

/// <summary>What a published figure is made of, down to the files that its rows came in.</summary>
public sealed record Explanation
{
    /// <summary>The figure.</summary>
    public required FigureName Figure { get; init; }

    /// <summary>The code printed beside it, <c>7K3M-9QXT</c>; empty where none is printed: of single fields, days, items, reports.</summary>
    public required string Code { get; init; }

    /// <summary>What it counts.</summary>
    public required Bilingual Meaning { get; init; }

    /// <summary>The unit, roll-up or item.</summary>
    public required string Name { get; init; }

    /// <summary>The field; empty for all.</summary>
    public required string FieldName { get; init; }

    /// <summary>The value as it is published; null where nothing is known.</summary>
    public required decimal? Published { get; init; }

    /// <summary>How it is printed.</summary>
    public required IndicatorFormat Format { get; init; }

    /// <summary>Whether it is a count, which is printed without a fraction.</summary>
    public required bool IsCount { get; init; }

    /// <summary>How it is computed, in words.</summary>
    public required Bilingual Formula { get; init; }

    /// <summary>The law or form it is from.</summary>
    public required Bilingual Law { get; init; }

    /// <summary>What it is made of: one part of a count; numerator and denominator of a rate.</summary>
    public required IReadOnlyList<ExplainedPart> Parts { get; init; }

    /// <summary>The units that a roll-up adds up, each with its own numbers; none of a unit.</summary>
    public IReadOnlyList<ExplainedMember> Members { get; init; } = [];

    /// <summary>What the values of members are, where they are others than the parts.</summary>
    public IReadOnlyList<Bilingual> MemberHeadings
    {
        get => field.Count > 0 ? [.. field.Take(Members.Count == 0 ? field.Count : Members.Max(m => m.Values.Count))] : [.. Parts.Select(p => p.Name)];
        init;
    } = [];

    /// <summary>The files that brought the rows.</summary>
    public IReadOnlyList<ExplainedFile> Files { get; init; } = [];

    /// <summary>Repairs that were made in those rows, by rule.</summary>
    public IReadOnlyDictionary<string, int> Repairs { get; init; } = new Dictionary<string, int>();

    /// <summary>Rows in quarantine that would change the figure if they were right; null where none can.</summary>
    public WaitingRows? Waiting { get; init; }

    /// <summary>The rows themselves, where they were asked for and may be told.</summary>
    public IReadOnlyList<ExplainedRow>? Rows { get; init; }

    /// <summary>Versions of the definitions it was published with.</summary>
    public IReadOnlyDictionary<string, string> Definitions { get; init; } = new Dictionary<string, string>();

    /// <summary>Definitions that are others today, with their version now.</summary>
    public IReadOnlyDictionary<string, string> ChangedDefinitions { get; init; } = new Dictionary<string, string>();

    /// <summary>The publication before, and what it said; null when nothing is known of one.</summary>
    public EarlierFigure? Before { get; init; }

    /// <summary>The last local day it tells of.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>What is missing, in Vietnamese; empty when nothing is.</summary>
    public required Bilingual Missing { get; init; }

    /// <summary>Version of the publication.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>Whether a change that is not yet published is due for the period.</summary>
    public bool IsDue { get; init; }

    /// <summary>How far the period is settled, in words; empty where that is not known.</summary>
    public Bilingual State { get; init; } = Bilingual.Same(string.Empty);

    /// <summary>Whether it stands as it was signed, whatever the data say since.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The value that the parts give.</summary>
    public decimal? Explained => Parts switch
    {
        [] => null,
        [var only] => only.Value,
        [var numerator, var denominator, ..] => denominator.Value == 0 ? null
            : numerator.Value * (Format == IndicatorFormat.PerThousand ? 1000 : 1) / denominator.Value,
    };

    /// <summary>Whether the parts give what is published.</summary>
    public bool Agrees => (Published, Explained) is (null, null) || (Published is { } p && Explained is { } e && (double)p == (double)e)
        || (Published is { } some && Explained is { } other && Math.Abs(some - other) < 0.000_000_000_1m);
}

/// <summary>A count, or a numerator or denominator.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value: the sum of its terms.</param>
/// <param name="Terms">What it adds up.</param>
public sealed record ExplainedPart(Bilingual Name, decimal Value, IReadOnlyList<ExplainedTerm> Terms);

/// <summary>One term.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value; negative where it is taken away.</param>
public sealed record ExplainedTerm(Bilingual Name, decimal Value)
{
    /// <summary>Its value by local day (<c>2022-06-14</c>) in the period, by month (<c>2022-05</c>) before it.</summary>
    public IReadOnlyDictionary<string, decimal> Days { get; init; } = new Dictionary<string, decimal>();

    /// <summary>By channel.</summary>
    public IReadOnlyDictionary<string, decimal> Channels { get; init; } = new Dictionary<string, decimal>();

    /// <summary>By service level.</summary>
    public IReadOnlyDictionary<string, decimal> Levels { get; init; } = new Dictionary<string, decimal>();
}

/// <summary>A unit of a roll-up.</summary>
/// <param name="UnitId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values, one a part of the figure.</param>
public sealed record ExplainedMember(string UnitId, string Name, IReadOnlyList<decimal> Values);

/// <summary>A file that brought rows of a figure.</summary>
/// <param name="SourceId">Its source.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="ExportDate">The local day up to which it tells.</param>
/// <param name="Sha256">SHA-256 of its content.</param>
/// <param name="Blob">Its name; empty when nothing is known of it any more.</param>
/// <param name="ArrivedAt">When it came.</param>
/// <param name="BroughtBy">Who brought it: <c>pull</c>, an account; empty when it was dropped by hand.</param>
/// <param name="Rows">Rows of it in the figure.</param>
public sealed record ExplainedFile(
    string SourceId, Bilingual Source, DateOnly ExportDate, string Sha256, string Blob, DateTimeOffset? ArrivedAt, string BroughtBy, int Rows)
{
    /// <summary>Rows of the whole file of which something was repaired.</summary>
    public long Repaired { get; init; }
}

/// <summary>A row of a figure: a code and no person.</summary>
/// <param name="Code">Mã hồ sơ; of other sources, what the reading is kept by.</param>
/// <param name="Day">Local day.</param>
/// <param name="Channel">Channel; of other sources, the dimensions.</param>
/// <param name="Level">Service level; of other sources, the measure.</param>
/// <param name="Value">What it gives to the figure.</param>
/// <param name="SourceId">Its source.</param>
/// <param name="Sha256">Its file.</param>
/// <param name="Row">Its row in the file.</param>
public sealed record ExplainedRow(string Code, DateOnly Day, string Channel, string Level, decimal Value, string SourceId, string Sha256, int Row);

/// <summary>What the publication before said.</summary>
/// <param name="Value">The value; null where nothing was known.</param>
/// <param name="AsOf">The last day it told of.</param>
/// <param name="Version">Its version.</param>
/// <param name="Until">When it was replaced.</param>
public sealed record EarlierFigure(decimal? Value, DateOnly AsOf, string Version, DateTimeOffset Until);
