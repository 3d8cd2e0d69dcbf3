using System.Text;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Text;
using Sylvan.Data.Csv;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Reads an export in one streaming pass, whatever its size: finds out encoding, separator and header, validates each row
/// with all its errors, hands good rows on and bad rows out. Nothing of a file that throws may be kept.
/// </summary>
public static class ExportReader
{
    private const int BufferChars = 128 * 1024;
    private const int LongestRecord = 1024 * 1024;
    private const int RowsBetweenCancellationChecks = 4096;

    /// <summary>Reads dossiers.</summary>
    /// <param name="stream">The file, read once from where it stands.</param>
    /// <param name="context">Source, date, units, vocabulary.</param>
    /// <param name="accept">Receives each good row.</param>
    /// <param name="reject">Receives each bad row.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <exception cref="PipelineException">GP2xx: the file as a whole is refused.</exception>
    public static FileTally ReadDossiers(
        Stream stream, ExportContext context, DossierSink accept, Action<RejectedRow> reject, CancellationToken cancellationToken)
    {
        var aliases = DossierAliases(context);
        var required = context.Source.DefaultUnit is null
            ? DossierColumns.Required.Append(DossierColumns.ReceivingUnit)
            : DossierColumns.Required;
        return Read(stream, context, aliases, required, columns => new DossierRowParser(context, columns, accept), reject, cancellationToken);
    }

    /// <summary>Reads measures.</summary>
    /// <inheritdoc cref="ReadDossiers"/>
    public static FileTally ReadMeasures(
        Stream stream, ExportContext context, Action<MeasureReading> accept, Action<RejectedRow> reject, CancellationToken cancellationToken)
    {
        var aliases = MeasureRowParser.Aliases(context.Source.Measures!);
        var required = MeasureRowParser.Required(context.Source);
        return Read(stream, context, aliases, required, columns => new MeasureRowParser(context, columns, accept), reject, cancellationToken);
    }

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

    private static FileTally Read(
        Stream stream,
        ExportContext context,
        Dictionary<string, IReadOnlyList<string>> aliases,
        IEnumerable<string> required,
        Func<ColumnMap, RowParser> parserOf,
        Action<RejectedRow> reject,
        CancellationToken cancellationToken)
    {
        var head = new byte[FileHead.Size];
        var headLength = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var headings = aliases.SelectMany(a => a.Value.Append(a.Key)).Select(h => Folding.Fold(h)).ToHashSet(StringComparer.Ordinal);
        var found = FileHead.Look(head.AsSpan(0, headLength), context.FileName, headings);
        var columns = new ColumnMap(context.FileName, found.Header, aliases, required);
        var parser = parserOf(columns);

        using var text = new StreamReader(
            new PrefixedStream(head.AsMemory(0, headLength), stream), found.Encoding, detectEncodingFromByteOrderMarks: true, BufferChars, leaveOpen: true);
        using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = found.Delimiter,
            BufferSize = BufferChars,
            MaxBufferSize = LongestRecord,
            OwnsReader = false,
            Culture = System.Globalization.CultureInfo.InvariantCulture,
        });
        return ReadRows(csv, context, found.HeaderRow, columns, parser, reject, cancellationToken);
    }

    private static FileTally ReadRows(
        CsvDataReader csv,
        ExportContext context,
        int headerRow,
        ColumnMap columns,
        RowParser parser,
        Action<RejectedRow> reject,
        CancellationToken cancellationToken)
    {
        long accepted = 0, rejected = 0, layout = 0, repaired = 0;
        var row = 0;
        try
        {
            while (csv.Read())
            {
                if (++row <= headerRow)
                {
                    continue;
                }

                if (row % RowsBetweenCancellationChecks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    RefuseTooMany(context, row);
                }

                if (IsLayout(csv))
                {
                    layout++;
                    continue;
                }

                if (!HasAllCells(csv, columns.Count))
                {
                    rejected++;
                    var error = RowError.Of(ErrorCatalogue.RowColumnCount, string.Empty, default, csv.RowFieldCount, columns.Count);
                    reject(new(row, string.Empty, [error]));
                    continue;
                }

                switch (parser.Parse(csv, row))
                {
                    case RowOutcome.Rejected:
                        rejected++;
                        reject(new(row, parser.Key, [.. parser.Errors]));
                        break;
                    case RowOutcome.Repaired:
                        repaired++;
                        accepted++;
                        break;
                    default:
                        accepted++;
                        break;
                }
            }
        }
        catch (Exception e) when (e is FormatException or CsvFormatException or CsvInvalidCharacterException or CsvRecordTooLargeException)
        {
            throw new PipelineException(e, ErrorCatalogue.FileNotCsv, context.FileName, row + 1, e.Message);
        }

        RefuseTooMany(context, row);
        var firstDay = parser.FirstDay == int.MaxValue ? (DateOnly?)null : DateOnly.FromDayNumber(parser.FirstDay);
        return new(accepted + rejected, accepted, rejected, layout, repaired, firstDay);
    }

    private static void RefuseTooMany(ExportContext context, long rows)
    {
        if (rows > context.Source.Limits.MaxRows)
        {
            throw new PipelineException(ErrorCatalogue.FileTooLarge, context.FileName, $"{context.Source.Limits.MaxRows} rows (limits.maxRows)");
        }
    }

    /// <summary>Blank rows, and the total rows of an export made for printing.</summary>
    private static bool IsLayout(CsvDataReader row)
    {
        for (var i = 0; i < row.RowFieldCount; i++)
        {
            var cell = row.GetFieldSpan(i).Trim();
            if (!cell.IsEmpty)
            {
                return (i < 3 && cell.Length <= 20 && cell[0] is 'T' or 't' or 'C' or 'c') && Folding.Fold(cell) is "tong cong" or "tong so" or "cong";
            }
        }

        return true;
    }

    /// <summary>Too few cells is a cut row, too many a separator inside a value; both shift columns.</summary>
    private static bool HasAllCells(CsvDataReader row, int columns)
    {
        for (var i = columns; i < row.RowFieldCount; i++)
        {
            if (!row.GetFieldSpan(i).Trim().IsEmpty)
            {
                return false;
            }
        }

        return row.RowFieldCount >= columns;
    }
}
