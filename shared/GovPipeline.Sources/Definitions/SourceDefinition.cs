using GovPipeline.Domain.Units;

namespace GovPipeline.Sources.Definitions;

/// <summary>A source system as its JSON definition describes it; <c>source.schema.json</c> is the published schema.</summary>
public sealed record SourceDefinition
{
    /// <summary>Lasting id, also the name of its folder in <c>exports/</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Vietnamese name.</summary>
    public required string NameVi { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>What the rows are.</summary>
    public required SourceKind Kind { get; init; }

    /// <summary>The tiers whose units it tells of, for naming what is incomplete; all when empty.</summary>
    public IReadOnlyList<UnitTier> Tiers { get; init; } = [];

    /// <summary>Whether it is pulled and expected. The default value is <see langword="true"/>.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The unit of rows that name none (a system of a single unit); null when each row must name it.</summary>
    public string? DefaultUnit { get; init; }

    /// <summary>How it is pulled; null for dropped files only.</summary>
    public PullDefinition? Pull { get; init; }

    /// <summary>When its data are expected. The default value is every night.</summary>
    public Expectation Expected { get; init; } = new();

    /// <summary>Who gets its rejection slips; null for nobody, they are made all the same.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Headings by canonical column, beside those of <c>columns.json</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Wordings by vocabulary and canonical value, beside those of <c>vocabulary.json</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Values { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>();

    /// <summary>Columns of a source of measures; null for dossiers.</summary>
    public MeasureLayout? Measures { get; init; }

    /// <summary>
    /// Whether hidden sheets of a workbook are read too. The default value is <see langword="false"/>: nobody who looked at the file
    /// saw them.
    /// </summary>
    public bool HiddenSheets { get; init; }

    /// <summary>What is too large to be meant.</summary>
    public FileLimits Limits { get; init; } = new();

    /// <summary>Whether it tells of a unit.</summary>
    public bool TellsOf(Unit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return DefaultUnit is { } only ? only == unit.Id : Tiers.Count == 0 || Tiers.Contains(unit.Tier);
    }
}
