using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Text;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Reads an export in one streaming pass, whatever its size and format: finds the tables and their headers, validates each
/// row with all its errors, hands good rows on and bad rows out. Nothing of a file that throws may be kept.
/// </summary>
public static class ExportReader
{
    private const int RowsBetweenCancellationChecks = 4096;

    // A sheet with so many headings of the source is meant to be read, and refused when it lacks a column.
    private const int HeadingsThatMeanIt = 2;

    /// <summary>Reads dossiers.</summary>
    /// <param name="stream">The file, read once from where it stands.</param>
    /// <param name="context">Source, date, units, vocabulary.</param>
    /// <param name="accept">Receives each good row.</param>
    /// <param name="report">Is told of bad rows and repairs.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <exception cref="PipelineException">GP2xx: the file as a whole is refused.</exception>
    public static FileTally ReadDossiers(
        Stream stream, ExportContext context, DossierSink accept, RowReport report, CancellationToken cancellationToken)
    {
        var aliases = DossierAliases(context);
        var layout = new Layout(aliases, [.. RequiredOfDossiers(context)], columns => new DossierRowParser(context, columns, accept));
        return new Run(context, layout, report, cancellationToken).Read(stream);
    }

    /// <summary>Reads measures.</summary>
    /// <inheritdoc cref="ReadDossiers"/>
    public static FileTally ReadMeasures(
        Stream stream, ExportContext context, Action<MeasureReading> accept, RowReport report, CancellationToken cancellationToken)
    {
        var aliases = MeasureRowParser.Aliases(context.Source.Measures!);
        var required = MeasureRowParser.Required(context.Source);
        var layout = new Layout(aliases, [.. required], columns => new MeasureRowParser(context, columns, accept));
        return new Run(context, layout, report, cancellationToken).Read(stream);
    }

    /// <summary>Writes a file again as CSV with only the columns that are read, so that personal data do not leave the building.</summary>
    /// <inheritdoc cref="ReadDossiers"/>
    /// <param name="stream">The file, read once from where it stands.</param>
    /// <param name="context">Source, units, identity key.</param>
    /// <param name="output">Receives UTF-8 text with a header.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    public static FileTally Reduce(Stream stream, ExportContext context, TextWriter output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        var isDossiers = context.Source.Kind == SourceKind.Dossiers;
        var aliases = isDossiers ? DossierAliases(context) : MeasureRowParser.Aliases(context.Source.Measures!);
        var required = isDossiers ? RequiredOfDossiers(context) : MeasureRowParser.Required(context.Source);
        var key = isDossiers ? DossierColumns.DossierCode : MeasureRowParser.DateColumn;
        IReadOnlyList<(string Name, string Heading)> names =
        [
            .. aliases.Where(a => a.Value.Count > 0 && (a.Key != DossierColumns.SubmitterRef || context.Identities is not null))
                .Select(a => (a.Key, a.Value[0])).DistinctBy(a => Folding.Fold(a.Item2)),
        ];
        output.Write(string.Join(',', names.Select(n => ReducingParser.Quoted(n.Heading))) + "\n");
        var layout = new Layout(aliases, [.. required], columns => new ReducingParser(context, columns, names, key, output));
        return new Run(context, layout, RowReport.Silent, cancellationToken).Read(stream);
    }

    private static IEnumerable<string> RequiredOfDossiers(ExportContext context) => context.Source.DefaultUnit is null
        ? DossierColumns.Required.Append(DossierColumns.ReceivingUnit)
        : DossierColumns.Required;

    private static Dictionary<string, IReadOnlyList<string>> DossierAliases(ExportContext context)
    {
        var aliases = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var column in DossierColumns.Names)
        {
            aliases[column] =
            [
                .. context.Source.Columns.GetValueOrDefault(column) ?? [],
                .. context.Vocabulary.Columns.GetValueOrDefault(column) ?? [],
            ];
        }

        return aliases;
    }

    /// <summary>What the columns of a kind of source are and who reads them.</summary>
    private sealed record Layout(
        IReadOnlyDictionary<string, IReadOnlyList<string>> Aliases, IReadOnlyList<string> Required, Func<ColumnMap, RowParser> ParserOf);

    /// <summary>One reading of one file.</summary>
    private sealed class Run(ExportContext context, Layout layout, RowReport report, CancellationToken cancellationToken)
    {
        private readonly Dictionary<string, long> _repairs = new(StringComparer.Ordinal);
        private readonly List<TableHeader> _tables = [];
        private readonly List<string> _skipped = [];
        private readonly List<SlipAnswer> _answers = [];
        private long _accepted, _rejected, _layoutRows, _repaired;
        private readonly RowDays _days = new();
        private int _rows;

        public FileTally Read(Stream stream)
        {
            var limits = context.Source.Limits;
            var headings = layout.Aliases.SelectMany(a => a.Value.Append(a.Key)).Select(h => Folding.Fold(h)).ToHashSet(StringComparer.Ordinal);
            var tables = new ExportTables(context.FileName, limits, headings);
            PipelineException? unfit = null;
            foreach (var rows in tables.Open(stream))
            {
                using var table = HeadedTable.Find(rows, headings, limits.MaxColumns);
                if (table.Header.Count == 0)
                {
                    continue; // a sheet without a cell
                }

                if (table.Header.Count > limits.MaxColumns)
                {
                    throw new PipelineException(ErrorCatalogue.FileTooLarge, context.FileName,
                        $"{table.Header.Count} > {limits.MaxColumns} (limits.maxColumns)");
                }

                try
                {
                    ReadTable(table, new ColumnMap(context.FileName, table.Header, layout.Aliases, layout.Required));
                }
                catch (PipelineException e) when (e.Code == ErrorCatalogue.FileMissingColumns.Code && table.KnownHeadings < HeadingsThatMeanIt)
                {
                    // A sheet of instructions or a cover; that the file has no other is seen at its end.
                    unfit ??= e;
                    _skipped.Add(table.Sheet);
                }
            }

            if (_tables.Count == 0)
            {
                throw unfit ?? (tables.Found.Contains(nameof(FileFormat.Html))
                    ? new PipelineException(ErrorCatalogue.FileWrongFormat, context.FileName, "HTML")
                    : new PipelineException(ErrorCatalogue.FileEmpty, context.FileName));
            }

            return new()
            {
                Accepted = _accepted,
                Rejected = _rejected,
                Layout = _layoutRows,
                Repaired = _repaired,
                Repairs = _repairs,
                FirstDay = _days.FirstOfRun(context.Source.Expected.LongestGap),
                LastDay = _days.Latest,
                ByHalfMonth = _days.ByHalfMonth,
                Format = string.Join(", ", tables.Found.Distinct(StringComparer.Ordinal)),
                Tables = _tables,
                SkippedSheets = _skipped,
                Answers = _answers,
            };
        }

        private void ReadTable(HeadedTable table, ColumnMap columns)
        {
            var parser = layout.ParserOf(columns);
            (parser.Titles, parser.Days) = (table.Titles, _days);
            var form = new LayoutRows(parser.KeyColumns, [.. layout.Required.Select(c => columns[c])]);
            _tables.Add(new(table.Sheet, table.HeaderRow, columns.ByHeading, [.. columns.Missing], [.. columns.Unread]));
            var (slip, original) = (columns.Find(SlipAnswer.SlipHeading), columns.Find(SlipAnswer.RowHeading));
            var before = _rows;
            while (table.Read())
            {
                var rejectedBefore = _rejected;
                _rows = before + table.RowNumber;
                if (_rows % RowsBetweenCancellationChecks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    RefuseTooMany();
                }

                if (form.IsLayout(table))
                {
                    _layoutRows++;
                }
                else if (!table.IsPadded && !HasAllCells(table, columns.Count))
                {
                    // Too few cells is a cut row, too many a separator inside a value; both shift columns.
                    Reject(table, columns, parser, string.Empty,
                        [RowError.Of(ErrorCatalogue.RowColumnCount, string.Empty, default, table.FieldCount, columns.Count)]);
                }
                else if (table.IsPadded && TooLong(table) is >= 0 and var cell)
                {
                    var most = context.Source.Limits.MaxCellChars;
                    Reject(table, columns, parser, string.Empty,
                        [RowError.Of(ErrorCatalogue.RowTooLong, columns.HeadingAt(cell), table.GetFieldSpan(cell)[..40], most)]);
                }
                else if (parser.Parse(table, _rows) == RowOutcome.Rejected)
                {
                    Reject(table, columns, parser, parser.Key, [.. parser.Errors]);
                }
                else
                {
                    _accepted++;
                    NoteRepairs(table, parser);
                }

                if (slip >= 0 && original >= 0 && slip < table.FieldCount && original < table.FieldCount && table.GetFieldSpan(slip).Trim() is
                    { Length: 64 } name)
                {
                    _answers.Add(new(name.ToString(), table.GetFieldSpan(original).Trim().ToString(), _rejected == rejectedBefore));
                }
            }

            RefuseTooMany();
        }

        private void Reject(RowReader row, ColumnMap columns, RowParser parser, string key, IReadOnlyList<RowError> errors)
        {
            _rejected++;
            report.Rejected(new(row.Sheet, row.RowNumber, key, errors, columns.Cells(row, parser.HiddenColumns)));
        }

        private void NoteRepairs(RowReader row, RowParser parser)
        {
            if (parser.Repairs.Count == 0)
            {
                return;
            }

            _repaired++;
            foreach (var repair in parser.Repairs)
            {
                _repairs[repair.Rule] = _repairs.GetValueOrDefault(repair.Rule) + 1;
            }

            report.Repaired(new(row.Sheet, row.RowNumber, parser.Key, [.. parser.Repairs]));
        }

        private void RefuseTooMany()
        {
            if (_rows > context.Source.Limits.MaxRows)
            {
                throw new PipelineException(ErrorCatalogue.FileTooLarge, context.FileName, $"{context.Source.Limits.MaxRows} rows (limits.maxRows)");
            }
        }

        private int TooLong(RowReader row)
        {
            for (var i = 0; i < row.FieldCount; i++)
            {
                if (row.GetFieldSpan(i).Length > context.Source.Limits.MaxCellChars)
                {
                    return i;
                }
            }

            return -1;
        }

        private static bool HasAllCells(RowReader row, int columns)
        {
            for (var i = columns; i < row.FieldCount; i++)
            {
                if (!row.GetFieldSpan(i).Trim().IsEmpty)
                {
                    return false;
                }
            }

            return row.FieldCount >= columns;
        }
    }
}
