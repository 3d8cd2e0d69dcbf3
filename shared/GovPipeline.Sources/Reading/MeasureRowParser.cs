using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Units;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>Reads and validates the rows of a source of measures. An empty cell is no reading: missing is never zero.</summary>
internal sealed class MeasureRowParser : RowParser
{
    /// <summary>Prefixes that keep dimensions and measures apart in a column map.</summary>
    public const string DimensionPrefix = "dimension:", ValuePrefix = "value:", DateColumn = "date", UnitColumn = "unit", SecrecyColumn = "secrecy";

    private readonly ExportContext _context;
    private readonly ColumnMap _columns;
    private readonly Action<MeasureReading> _sink;
    private readonly UnitLookup _units;
    private readonly TextPool _pool = new();
    private readonly Wordings<bool> _secrecy;
    private readonly List<(string Name, int Ordinal, Dictionary<string, string> Values)> _dimensions = [];
    private readonly List<(string Name, int Ordinal, MeasureColumn Column)> _values = [];
    private string _key = string.Empty;

    public MeasureRowParser(ExportContext context, ColumnMap columns, Action<MeasureReading> sink)
    {
        (_context, _columns, _sink) = (context, columns, sink);
        _units = new(context.Units);
        _secrecy = Wordings<bool>.From("secrecy", context.Vocabulary, context.Source, v => v != "normal");
        var layout = context.Source.Measures!;
        foreach (var (name, dimension) in layout.Dimensions)
        {
            var values = dimension.Values
                .SelectMany(v => v.Value.Append(v.Key).Select(text => (Text: Domain.Text.Folding.Fold(text), v.Key)))
                .DistinctBy(v => v.Text).ToDictionary(v => v.Text, v => v.Key, StringComparer.Ordinal);
            _dimensions.Add((name, columns[DimensionPrefix + name], values));
        }

        foreach (var (name, column) in layout.Values.Where(v => columns[ValuePrefix + v.Key] >= 0))
        {
            _values.Add((name, columns[ValuePrefix + name], column));
        }
    }

    public override string Key => _key;

    public override IReadOnlyList<int> KeyColumns => [_columns[DateColumn]];

    /// <summary>Headings by column of a source of measures.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Aliases(MeasureLayout layout)
    {
        var aliases = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [DateColumn] = layout.Date,
            [UnitColumn] = layout.Unit,
            [SecrecyColumn] = layout.Secrecy,
        };
        foreach (var (name, dimension) in layout.Dimensions)
        {
            aliases[DimensionPrefix + name] = dimension.Columns;
        }

        foreach (var (name, value) in layout.Values)
        {
            aliases[ValuePrefix + name] = value.Columns;
        }

        return aliases;
    }

    /// <summary>Columns a file of the source must have.</summary>
    public static IEnumerable<string> Required(SourceDefinition source)
    {
        yield return DateColumn;
        if (source.DefaultUnit is null)
        {
            yield return UnitColumn;
        }

        foreach (var name in source.Measures!.Dimensions.Keys)
        {
            yield return DimensionPrefix + name;
        }

        foreach (var (name, _) in source.Measures.Values.Where(v => v.Value.Required))
        {
            yield return ValuePrefix + name;
        }
    }

    public override RowOutcome Parse(RowReader row, int rowNumber)
    {
        Errors.Clear();
        var secrecy = Cell(row, _columns[SecrecyColumn]);
        if (!secrecy.IsEmpty && (!_secrecy.TryFind(secrecy, out var secret) || secret))
        {
            throw new PipelineException(ErrorCatalogue.FileSecret, _context.FileName, rowNumber);
        }

        var day = ReadDay(row);
        var unit = ReadUnit(row, day ?? _context.ExportDate);
        var dimensions = ReadDimensions(row);
        _key = $"{unit?.Id} {day:dd/MM/yyyy} {dimensions}";
        var values = ReadValues(row);
        CheckParts(values);
        if (Errors.Count > 0)
        {
            return RowOutcome.Rejected;
        }

        FirstDay = Math.Min(FirstDay, day!.Value.DayNumber);
        foreach (var (name, value) in values)
        {
            _sink(new()
            {
                UnitId = unit!.Id,
                Day = day.Value.DayNumber,
                Dimensions = _pool.Get(dimensions),
                Measure = name,
                Value = value,
                Row = rowNumber,
                FileIndex = 0,
            });
        }

        return RowOutcome.Accepted;
    }

    private static ReadOnlySpan<char> Cell(RowReader row, int ordinal) =>
        ordinal < 0 || ordinal >= row.FieldCount ? default : row.GetFieldSpan(ordinal).Trim();

    private void Wrong(ErrorEntry entry, int ordinal, ReadOnlySpan<char> value, params ReadOnlySpan<object?> details) =>
        Errors.Add(RowError.Of(value.Contains('\uFFFD') ? ErrorCatalogue.RowBrokenText : entry, _columns.HeadingAt(ordinal), value, details));

    private DateOnly? ReadDay(RowReader row)
    {
        var ordinal = _columns[DateColumn];
        var text = Cell(row, ordinal);
        if (text.IsEmpty)
        {
            Wrong(ErrorCatalogue.RowMissingValue, ordinal, text);
        }
        else if (!DateText.TryParse(text, out var moment))
        {
            Wrong(ErrorCatalogue.RowBadDate, ordinal, text);
        }
        else if (moment.Day > _context.ExportDate.AddDays(1))
        {
            Wrong(ErrorCatalogue.RowFutureDate, ordinal, text, $"{_context.ExportDate:dd/MM/yyyy}");
        }
        else
        {
            return moment.Day;
        }

        return null;
    }

    private Unit? ReadUnit(RowReader row, DateOnly day)
    {
        var ordinal = _columns[UnitColumn];
        var text = Cell(row, ordinal);
        if (text.IsEmpty && _context.Source.DefaultUnit is { } id)
        {
            return _context.Units.Find(id);
        }

        var unit = text.IsEmpty ? null : _units.Find(text, day);
        if (unit is null)
        {
            Wrong(text.IsEmpty ? ErrorCatalogue.RowMissingValue : ErrorCatalogue.RowUnknownUnit, ordinal, text, $"{day:dd/MM/yyyy}");
        }

        return unit;
    }

    private string ReadDimensions(RowReader row)
    {
        var found = new List<KeyValuePair<string, string>>(_dimensions.Count);
        foreach (var (name, ordinal, values) in _dimensions)
        {
            var text = Cell(row, ordinal);
            if (values.Count == 0)
            {
                found.Add(new(name, _pool.Get(text)));
            }
            else if (values.TryGetValue(Domain.Text.Folding.Fold(text), out var value))
            {
                found.Add(new(name, value));
            }
            else
            {
                Wrong(text.IsEmpty ? ErrorCatalogue.RowMissingValue : ErrorCatalogue.RowUnknownWord, ordinal, text, string.Join(", ", values.Values.Distinct()));
            }
        }

        return MeasureDimensions.Format(found);
    }

    private List<(string Name, decimal Value)> ReadValues(RowReader row)
    {
        var found = new List<(string, decimal)>(_values.Count);
        foreach (var (name, ordinal, column) in _values)
        {
            var text = Cell(row, ordinal);
            if (text.IsEmpty || text is "-")
            {
                if (column.Required)
                {
                    Wrong(ErrorCatalogue.RowMissingValue, ordinal, text);
                }

                continue;
            }

            if (NumberText.TryParseCount(text, out var value))
            {
                found.Add((name, value));
            }
            else
            {
                Wrong(ErrorCatalogue.RowBadNumber, ordinal, text);
            }
        }

        return found;
    }

    private void CheckParts(List<(string Name, decimal Value)> values)
    {
        foreach (var (name, ordinal, column) in _values)
        {
            if (column.PartOf is not { } whole || values.FindIndex(v => v.Name == name) is not (>= 0 and var part)
                || values.FindIndex(v => v.Name == whole) is not (>= 0 and var all) || values[part].Value <= values[all].Value)
            {
                continue;
            }

            Errors.Add(RowError.Of(
                ErrorCatalogue.RowPartOverWhole,
                _columns.HeadingAt(ordinal),
                $"{values[part].Value}",
                _columns.HeadingAt(_columns[ValuePrefix + whole]),
                values[all].Value));
        }
    }
}
