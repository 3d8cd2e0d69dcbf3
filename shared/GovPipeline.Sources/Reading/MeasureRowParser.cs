using System.Globalization;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Privacy;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>Reads and validates the rows of a source of measures. An empty cell is no reading: missing is never zero.</summary>
internal sealed partial class MeasureRowParser : RowParser
{
    private const int LongestKey = 100;

    // Facts keep 14 digits before the comma.
    private const decimal MostValue = 100_000_000_000_000m;

    private readonly ExportContext _context;
    private readonly MeasureLayout _layout;
    private readonly Action<MeasureReading> _sink;
    private readonly UnitLookup _units;
    private readonly TextPool _pool = new();
    private readonly Wordings<bool> _secrecy;
    private readonly List<(string Name, int Ordinal, MeasureDimension Dimension, DimensionWords Words)> _dimensions = [];
    private readonly List<(string Name, int Ordinal, MeasureColumn Column)> _values = [];
    private string _key = string.Empty, _recordKey = string.Empty;
    private readonly Dictionary<string, LocalTimestamp> _moments = new(StringComparer.Ordinal);
    private (DateOnly From, DateOnly To)? _range;
    private int _rowNumber;

    public MeasureRowParser(ExportContext context, ColumnMap columns, Action<MeasureReading> sink)
        : base(context, columns)
    {
        (_context, _layout, _sink) = (context, context.Source.Measures!, sink);
        _units = new(context.Units);
        _secrecy = Secrecy.Wordings(context);
        foreach (var (name, dimension) in _layout.Dimensions)
        {
            _dimensions.Add((name, columns[MeasureColumns.DimensionPrefix + name], dimension, new(dimension, context.Lists)));
        }

        foreach (var (name, column) in _layout.Values.Where(v => v.Value.Columns.Count == 0 || columns[MeasureColumns.ValuePrefix + v.Key] >= 0))
        {
            _values.Add((name, columns[MeasureColumns.ValuePrefix + name], column));
        }
    }

    public override string Key => _recordKey.Length > 0 ? Shown(Columns[MeasureColumns.KeyColumn], _recordKey) : _key;

    public override IReadOnlyList<int> KeyColumns =>
        _layout.Report ? [Columns[MeasureColumns.ValuePrefix + _layout.Values.First(v => v.Value.Required).Key]]
            : [Columns[MeasureColumns.DateColumn], Columns[MeasureColumns.KeyColumn]];

    protected override CellKind KindOf(int ordinal) =>
        ordinal == Columns[MeasureColumns.KeyColumn] ? CellKind.Code : ordinal == Columns[MeasureColumns.UnitColumn] ? CellKind.Unit : CellKind.Plain;

    protected override RowOutcome Parse(int rowNumber)
    {
        RefuseSecret(Columns[MeasureColumns.SecrecyColumn], _secrecy, _context, rowNumber);
        _rowNumber = rowNumber;
        _moments.Clear();
        var range = _layout.Report ? _range ??= ReportTitle.Period(Titles, _context.FileName) : default;
        var day = _layout.Report ? range.To : ReadDay();
        var unit = ReadUnit(day ?? _context.ExportDate);
        var dimensions = _layout.Report ? $"from={DayText.Iso(range.From)}" : ReadDimensions();
        var recordKey = ReadRecordKey();
        var until = ReadUntil();
        _recordKey = recordKey;
        _key = $"{unit?.Id} {(day is { } known ? DayText.Print(known) : string.Empty)} {dimensions}";
        if (unit is null && _layout.Report && IsSection())
        {
            return RowOutcome.Section;
        }

        var values = ReadValues();
        CheckParts(values);
        AddDerived(values, dimensions);
        CheckContradiction(unit, day, dimensions, recordKey, values, rowNumber);
        if (Errors.Count > 0)
        {
            return RowOutcome.Rejected;
        }

        // An entry of a list tells of the day of the list, not of when it began.
        Notes.Days.Add((_layout.Until.Count == 0 ? day!.Value : _context.ExportDate).DayNumber);
        if (values.Count == 0)
        {
            values[MeasureReading.Nothing] = 0;
        }

        foreach (var (name, value) in values)
        {
            Notes.Shape.Reading(name, value);
            _sink(new()
            {
                UnitId = unit!.Id,
                Day = day!.Value.DayNumber,
                Dimensions = _pool.Get(dimensions),
                Measure = name,
                Value = value,
                Row = rowNumber,
                FileIndex = 0,
                RecordKey = recordKey,
                Until = until,
            });
        }

        return RowOutcome.Accepted;
    }

    // "II | Xã, phường" with the sums of what stands below it.
    private bool IsSection() => SectionMark().IsMatch(Cell(0)) && Errors.TrueForAll(e => e.Code == ErrorCatalogue.RowUnknownUnit.Code);

    private void CheckContradiction(
        Unit? unit, DateOnly? day, string dimensions, string recordKey, Dictionary<string, decimal> values, int rowNumber)
    {
        if (Errors.Count > 0)
        {
            return;
        }

        var key = recordKey.Length > 0 ? recordKey : $"{unit!.Id}|{day!.Value.DayNumber}|{dimensions}";
        if (_context.Rules.Contradictions?.GetValueOrDefault(FileEvidence.KeyOf(key)) is { } rows)
        {
            Errors.Add(RowError.Of(ErrorCatalogue.RowContradiction, string.Empty, default, rows));
            return;
        }

        if (_context.Rules.Contradictions is null)
        {
            var content = string.Join(';', values.OrderBy(v => v.Key, StringComparer.Ordinal)
                .Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key}={v.Value}")));
            Notes.Evidence.Row(key, recordKey.Length > 0 ? $"{unit!.Id}|{day!.Value.DayNumber}|{dimensions}|{content}" : content, rowNumber);
        }
    }

    private DateOnly? ReadDay()
    {
        var ordinal = Columns[MeasureColumns.DateColumn];
        var text = Cell(ordinal);
        DateOnly day;
        if (text.IsEmpty)
        {
            Wrong(ErrorCatalogue.RowMissingValue, ordinal, text);
            return null;
        }

        if (TryMoment(ordinal, out var moment, canBeAhead: _layout.Until.Count > 0))
        {
            OrderOf(ordinal).NoteCode(DateOrder.DayOfCode(Cell(Columns[MeasureColumns.KeyColumn])), text, _rowNumber);
            day = moment.Day;
        }
        else if (!PeriodText.TryParse(text, out day))
        {
            Wrong(ErrorCatalogue.RowBadDate, ordinal, text);
            return null;
        }

        // An entry of an effective-dated list may be decided ahead of its day.
        var before = Errors.Count;
        Plausible(LocalTimestamp.From(day), ordinal, _context.ExportDate, canBeAhead: _layout.Until.Count > 0);
        if (Errors.Count > before)
        {
            return null;
        }

        return day;
    }

    private Unit? ReadUnit(DateOnly day)
    {
        var ordinal = Columns[MeasureColumns.UnitColumn];
        var text = Cell(ordinal);
        if (text.IsEmpty && _context.Source.DefaultUnit is { } id)
        {
            return _context.Units.Find(id);
        }

        var unit = text.IsEmpty ? null : _units.Find(text, day);
        if (unit is null && LegacyVietnamese.RepairMisread(text) is { } decoded && _units.Find(decoded, day) is { } meant)
        {
            Repaired(RepairRule.MisreadText, ordinal, text, decoded);
            return meant;
        }

        if (unit is null)
        {
            Wrong(text.IsEmpty ? ErrorCatalogue.RowMissingValue : ErrorCatalogue.RowUnknownUnit, ordinal, text, DayText.Print(day));
        }

        return unit;
    }

    private string ReadDimensions()
    {
        var found = new List<KeyValuePair<string, string>>(_dimensions.Count);
        foreach (var (name, ordinal, dimension, words) in _dimensions)
        {
            var text = Cell(ordinal);
            if (text.IsEmpty && dimension.Default is { } otherwise)
            {
                found.Add(new(name, otherwise));
            }
            else if (words.Find(text) is { } value)
            {
                found.Add(new(name, value));
            }
            else if (text.IsEmpty)
            {
                Wrong(ErrorCatalogue.RowMissingValue, ordinal, text);
            }
            else
            {
                Notes.Unlisted.Note(Columns.HeadingAt(ordinal), text);
                Wrong(ErrorCatalogue.RowUnknownWord, ordinal, text, words.Known);
            }
        }

        return MeasureDimensions.Format(found);
    }

    private string ReadRecordKey()
    {
        var ordinal = Columns[MeasureColumns.KeyColumn];
        var text = Cell(ordinal);
        if (ordinal >= 0 && text.IsEmpty)
        {
            Wrong(ErrorCatalogue.RowMissingValue, ordinal, text);
        }
        else if (text.Length > LongestKey)
        {
            Wrong(ErrorCatalogue.RowTooLong, ordinal, text, LongestKey);
        }
        else if (ordinal >= 0 && Row.IsNumber(ordinal) && !CodeText.IsWholeNumber(text))
        {
            Wrong(ErrorCatalogue.RowBadCode, ordinal, text);
        }
        else if (ordinal >= 0 && (PersonalData.IsIn(text) || CodeText.NamesPerson(text) || !CodeText.IsKey(text)))
        {
            Wrong(ErrorCatalogue.RowPersonal, ordinal, text);
            return string.Empty;
        }

        return text.ToString();
    }

    private int ReadUntil()
    {
        var ordinal = Columns[MeasureColumns.UntilColumn];
        if (!TryMoment(ordinal, out var moment, canBeAhead: true))
        {
            Wrong(ErrorCatalogue.RowBadDate, ordinal, Cell(ordinal));
        }

        if (moment.HasValue && moment.Day < PlausibleDays.First)
        {
            Plausible(moment, ordinal, _context.ExportDate, canBeAhead: true);
        }

        return moment.HasValue ? moment.DayNumber : 0;
    }

    private Dictionary<string, decimal> ReadValues()
    {
        var found = new Dictionary<string, decimal>(_values.Count, StringComparer.Ordinal);
        foreach (var (name, ordinal, column) in _values.Where(v => v.Column.Columns.Count > 0))
        {
            var text = Cell(ordinal);
            if (text.IsEmpty || text is "-")
            {
                if (column.Required)
                {
                    Wrong(ErrorCatalogue.RowMissingValue, ordinal, text);
                }

                continue;
            }

            if (column.Points is { } most)
            {
                if (NumberText.TryParsePoints(text, out var points) && points <= most)
                {
                    found[name] = points;
                }
                else
                {
                    Wrong(ErrorCatalogue.RowBadPoints, ordinal, text, most.ToString(CultureInfo.InvariantCulture));
                }
            }
            else if (TryCount(ordinal, out var value))
            {
                found[name] = value;
            }
            else
            {
                Wrong(ErrorCatalogue.RowBadNumber, ordinal, text);
            }
        }

        return found;
    }

    /// <summary>What is worked out from the rest of the row. A condition that does not hold makes a measure 0; what is unknown stays missing.</summary>
    private void AddDerived(Dictionary<string, decimal> values, string text)
    {
        var dimensions = MeasureDimensions.Parse(text);
        foreach (var (name, ordinal, column) in _values)
        {
            decimal? value = column switch
            {
                { Count: true } => 1,
                { Product.Count: > 0 } =>
                    column.Product.Aggregate((decimal?)1, (product, factor) => product * (values.TryGetValue(factor, out var f) ? f : null)),
                { Sum.Count: > 0 } => column.Sum.Aggregate((decimal?)0, (sum, part) => sum + (values.TryGetValue(part, out var p) ? p : null)),
                { OfficeHours.Count: > 0 } => OfficeHours(
                    column.OfficeHours[0], column.OfficeHours[1],
                    isRunning: column.OpenWhile.Count > 0 && MeasureDimensions.Match(dimensions, column.OpenWhile)),
                { Within: { } limit } => Kept(limit, dimensions),
                _ => values.TryGetValue(name, out var read) ? read : null,
            };
            if (value is null)
            {
                continue;
            }

            if (value >= MostValue)
            {
                Wrong(ErrorCatalogue.RowBadNumber, ordinal, value.Value.ToString(CultureInfo.InvariantCulture));
                continue;
            }

            var holds = MeasureDimensions.Match(dimensions, column.Where) && (column.Positive is null || values.GetValueOrDefault(column.Positive) > 0);
            values[name] = holds ? value.Value : 0;
        }
    }

    /// <summary>A moment of the row, looked at once however many measures are worked out from it; what has not happened yet is none.</summary>
    private LocalTimestamp Moment(string name)
    {
        if (_moments.TryGetValue(name, out var known))
        {
            return known;
        }

        var ordinal = Columns[MeasureColumns.TimePrefix + name];
        if (!TryMoment(ordinal, out var moment))
        {
            Wrong(ErrorCatalogue.RowBadDate, ordinal, Cell(ordinal));
        }

        Plausible(moment, ordinal, _context.ExportDate, canBeAhead: false);
        return _moments[name] = moment;
    }

    private decimal? OfficeHours(string from, string to, bool isRunning)
    {
        var (began, ended) = (Moment(from), Moment(to));
        if (!began.HasValue || (!ended.HasValue && !isRunning))
        {
            return null; // what is over without a moment of its end took nobody knows how long
        }

        var end = ended.HasValue ? ended.ToDateTime()!.Value : _context.ExportDate.AddDays(1).ToDateTime(TimeOnly.MinValue);
        if (end < began.ToDateTime())
        {
            var ordinal = Columns[MeasureColumns.TimePrefix + to];
            Wrong(ErrorCatalogue.RowEndBeforeBegin, ordinal, Cell(ordinal), began.ToString());
        }

        return Math.Round(_context.Calendar.OfficeHours(began.ToDateTime()!.Value, end), 4);
    }

    private decimal? Kept(TimeLimit limit, IReadOnlyDictionary<string, string> dimensions)
    {
        var (from, to) = (Moment(limit.From), Moment(limit.To));
        if (!from.HasValue)
        {
            return null;
        }

        if (to.HasValue && to.DayNumber < from.DayNumber)
        {
            var ordinal = Columns[MeasureColumns.TimePrefix + limit.To];
            Wrong(ErrorCatalogue.RowEndBeforeBegin, ordinal, Cell(ordinal), from.ToString());
            return null;
        }

        var days = limit.Dimension is { } dimension && dimensions.GetValueOrDefault(dimension) is { } value
            ? limit.ByValue.GetValueOrDefault(value, limit.WorkingDays) : limit.WorkingDays;
        var last = _context.Calendar.AddWorkingDays(from.Day, days);
        return to.HasValue ? to.Day <= last ? 1 : 0 : _context.ExportDate > last ? 0 : null;
    }

    [GeneratedRegex(@"^\s*(?:[IVX]{1,5}|[A-H])\.?\s*$")]
    private static partial Regex SectionMark();

    private void CheckParts(Dictionary<string, decimal> values)
    {
        foreach (var (name, ordinal, column) in _values)
        {
            if (column.PartOf is { } whole && values.TryGetValue(name, out var part) && values.TryGetValue(whole, out var all) && part > all)
            {
                var over = Columns.HeadingAt(Columns[MeasureColumns.ValuePrefix + whole]);
                Errors.Add(RowError.Of(ErrorCatalogue.RowPartOverWhole, Columns.HeadingAt(ordinal), $"{part}", over, all));
            }
        }
    }
}
