using GovPipeline.Domain.Naming;
using GovPipeline.Domain.Text;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Sources.Reading;

/// <summary>What the cells of a dimension may say: the wordings of its definition, or of a closed list.</summary>
internal sealed class DimensionWords
{
    private const int MostNamed = 20;

    private readonly Dictionary<string, string> _values;
    private readonly ListedTexts? _listed;

    public DimensionWords(MeasureDimension dimension, IReadOnlyDictionary<string, NameList> lists)
    {
        _values = dimension.Values.SelectMany(v => v.Value.Append(v.Key).Select(text => (Text: Folding.Fold(text), v.Key)))
            .DistinctBy(v => v.Text).ToDictionary(v => v.Text, v => v.Key, StringComparer.Ordinal);
        var list = dimension.List is { } id ? lists[id] : null;
        _listed = list is null ? null : new(list);
        var known = list?.Names.Select(n => n.Name).ToList() ?? [.. dimension.Values.Keys];
        Known = string.Join(", ", known.Take(MostNamed)) + (known.Count > MostNamed ? ", …" : string.Empty);
    }

    /// <summary>The values, for messages.</summary>
    public string Known { get; }

    /// <summary>The value of a cell, or null.</summary>
    public string? Find(ReadOnlySpan<char> text) => _listed is null ? _values.GetValueOrDefault(Folding.Fold(text)) : _listed.Find(text);
}
