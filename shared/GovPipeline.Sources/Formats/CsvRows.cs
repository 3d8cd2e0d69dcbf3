using System.Text;
using GovPipeline.Domain.Errors;
using Sylvan.Data.Csv;

namespace GovPipeline.Sources.Formats;

/// <summary>Rows of a CSV file, one streaming pass, cells as spans of a buffer: plain ones cut here, from the first other one on by the library.</summary>
internal sealed class CsvRows : RowReader
{
    private const int BufferChars = 128 * 1024, ReaderBytes = 64 * 1024;
    private const int LongestRecord = 1024 * 1024;

    // The library takes a line that begins with # for a remark; here it may be a row whose code a spreadsheet made #REF!.
    private const char NoComment = '\uFDD1';

    private readonly TextReader _text;
    private readonly PlainCsv _plain;
    private CsvDataReader? _csv;
    private readonly string _fileName;
    private int _row;

    /// <param name="stream">The text.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="linesAreRows">Whether each line is a row, whatever quotation marks say.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="sheet">Archive entry; empty when the file is the table.</param>
    public CsvRows(Stream stream, Encoding encoding, char delimiter, bool linesAreRows, string fileName, string sheet)
    {
        (_fileName, Sheet, Separator) = (fileName, sheet, delimiter);
        _text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, ReaderBytes, leaveOpen: true);
        _text = linesAreRows ? new StrayQuotes.LineReader(_text, delimiter) : _text;
        _plain = new(_text, delimiter);
    }

    public override string Sheet { get; }

    public override int RowNumber => _row;

    public override int FieldCount => _csv?.RowFieldCount ?? _plain.Count;

    /// <summary>The row as it was cut here; null for one of the library's.</summary>
    public PlainCsv? Plain => _csv is null ? _plain : null;

    public override bool IsPadded => false;

    public override char Separator { get; }

    public override bool Read()
    {
        try
        {
            if (_csv is null && _plain.TryRead(out var isRow))
            {
                _row += isRow ? 1 : 0;
                return isRow;
            }

            _csv ??= Library();
            var more = _csv.Read();
            _row += more ? 1 : 0;
            return more;
        }
        catch (Exception e) when (IsOfTheText(e))
        {
            throw NotCsv(e);
        }
    }

    public override ReadOnlySpan<char> GetFieldSpan(int ordinal) => _csv is { } csv ? csv.GetFieldSpan(ordinal) : _plain[ordinal];

    protected override void Dispose(bool disposing)
    {
        _csv?.Dispose();
        _text.Dispose();
        base.Dispose(disposing);
    }

    private CsvDataReader Library()
    {
        // It learns from the first line how lines end: of a text whose rows were cut here, from a line like them.
        var line = _plain.EndOfLines.Length == 0 ? string.Empty : "-" + _plain.EndOfLines;
        var csv = CsvDataReader.Create(_plain.Rest(line), new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = Separator,
            Comment = NoComment,
            BufferSize = BufferChars,
            MaxBufferSize = LongestRecord,
            OwnsReader = false,
            Culture = System.Globalization.CultureInfo.InvariantCulture,
        });
        if (line.Length > 0)
        {
            csv.Read();
        }

        return csv;
    }

    private static bool IsOfTheText(Exception e) =>
        e is FormatException or CsvFormatException or CsvInvalidCharacterException or CsvRecordTooLargeException;

    private PipelineException NotCsv(Exception e) => new(e, ErrorCatalogue.FileNotCsv, _fileName, _row + 1, e.Message);
}
