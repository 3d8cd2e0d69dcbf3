using GovPipeline.Sources.Definitions;

namespace GovPipeline.Sources.Reading;

/// <summary>Columns of a source of measures.</summary>
internal static class MeasureColumns
{
    /// <summary>Prefixes that keep dimensions and measures apart in a column map.</summary>
    public const string DimensionPrefix = "dimension:", ValuePrefix = "value:", TimePrefix = "time:",
        KeyColumn = "key", UntilColumn = "until", DateColumn = "date", UnitColumn = "unit", SecrecyColumn = "secrecy";

    /// <summary>Headings by column of a source of measures.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Aliases(MeasureLayout layout)
    {
        var aliases = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [DateColumn] = layout.Date,
            [UnitColumn] = layout.Unit,
            [SecrecyColumn] = layout.Secrecy,
            [KeyColumn] = layout.Key,
            [UntilColumn] = layout.Until,
        };
        foreach (var (name, headings) in layout.Times)
        {
            aliases[TimePrefix + name] = headings;
        }

        foreach (var (name, dimension) in layout.Dimensions)
        {
            aliases[DimensionPrefix + name] = dimension.Columns;
        }

        foreach (var (name, value) in layout.Values.Where(v => v.Value.Columns.Count > 0))
        {
            aliases[ValuePrefix + name] = value.Columns;
        }

        return aliases;
    }

    /// <summary>Columns a file of the source must have.</summary>
    public static IEnumerable<string> Required(SourceDefinition source)
    {
        if (!source.Measures!.Report)
        {
            yield return DateColumn;
        }

        if (source.Measures!.Key.Count > 0)
        {
            yield return KeyColumn;
        }

        if (source.DefaultUnit is null)
        {
            yield return UnitColumn;
        }

        foreach (var (name, _) in source.Measures.Dimensions.Where(d => d.Value.Default is null))
        {
            yield return DimensionPrefix + name;
        }

        foreach (var (name, _) in source.Measures.Values.Where(v => v.Value.Required))
        {
            yield return ValuePrefix + name;
        }
    }
}
