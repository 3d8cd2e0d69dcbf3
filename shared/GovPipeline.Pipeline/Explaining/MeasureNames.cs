using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>What the measures and dimensions of other systems are called, for people: by their definition, or by what exports write.</summary>
public sealed class MeasureNames(ReferenceData reference)
{
    private const char Either = '|', Between = ';', Is = '=';

    /// <summary>A measure or dimension of an indicator.</summary>
    public Bilingual Of(Indicator indicator, string measure) =>
        Sources(indicator).Select(s => Find(s, measure)).OfType<Bilingual>().FirstOrDefault() ?? Bilingual.Same(measure);

    /// <summary>Values of a dimension of an indicator, several parted by <c>|</c>.</summary>
    public Bilingual ValuesOf(Indicator indicator, string dimension, string values)
    {
        var source = Sources(indicator).FirstOrDefault(s => s.Measures!.Dimensions.ContainsKey(dimension));
        var named = values.Split(Either).Select(v => source is null ? Bilingual.Same(v) : ValueOf(source, dimension, v)).ToList();
        return new(string.Join(" hoặc ", named.Select(n => n.Vi)), string.Join(" or ", named.Select(n => n.En)));
    }

    /// <summary>A counter of a software's report.</summary>
    public Bilingual OfReport(string sourceId, string counter) => CounterFormula.Find(counter)?.Meaning
        ?? (reference.Sources.Find(sourceId) is { } source ? Find(source, counter) : null) ?? Bilingual.Same(counter);

    /// <summary>The dimensions of a reading, <c>direction=outgoing;type=x</c>.</summary>
    public static Bilingual DimensionsOf(SourceDefinition source, string identity)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(identity);
        if (identity.Length == 0)
        {
            return new("Tất cả", "All");
        }

        var named = identity.Split(Between).Select(d => d.Split(Is, 2)).Select(d =>
            (Name: Find(source, d[0]) ?? Bilingual.Same(d[0]), Value: d is [var dimension, var value] ? ValueOf(source, dimension, value) : null)).ToList();
        return Bilingual.Of(l => string.Join(", ", named.Select(n => n.Value is { } value ? $"{n.Name.In(l)}: {value.In(l)}" : n.Name.In(l))));
    }

    private IEnumerable<SourceDefinition> Sources(Indicator indicator) => reference.Sources.All.Where(s => ReferenceData.Feeds(s, indicator));

    private static Bilingual? Find(SourceDefinition source, string name) =>
        source.Measures is not { } layout ? null
        : layout.Values.TryGetValue(name, out var measure) ? Named(measure.NameVi, measure.NameEn, measure.Columns, name)
        : layout.Dimensions.TryGetValue(name, out var dimension) ? Named(dimension.NameVi, dimension.NameEn, dimension.Columns, name) : null;

    /// <summary>What people write, before what programs do.</summary>
    private static Bilingual Named(string? vi, string? en, IReadOnlyList<string> headings, string name)
    {
        var shown = vi ?? headings.FirstOrDefault(h => h.Contains(' ', StringComparison.Ordinal)) ?? (headings.Count > 0 ? headings[0] : name);
        return new(shown, en ?? shown);
    }

    /// <summary>The last wording is how people write a value; the first may be a program's. What a closed list names is its own name.</summary>
    private static Bilingual ValueOf(SourceDefinition source, string dimension, string value) =>
        value is "-" or "" ? new("không ghi", "not told")
        : source.Measures!.Dimensions.TryGetValue(dimension, out var known) && known.Values.TryGetValue(value, out var wordings) && wordings.Count > 0
            ? new(wordings[^1], value.Replace('-', ' ')) : value == known?.Default ? new("không ghi", value.Replace('-', ' ')) : Bilingual.Same(value);
}
