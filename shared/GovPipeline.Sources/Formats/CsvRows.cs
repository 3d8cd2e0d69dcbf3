using System.Text;
using GovPipeline.Domain.Errors;
using Sylvan.Data.Csv;

namespace GovPipeline.Sources.Formats;

/// <summary>Rows of a CSV file, one streaming pass, cells as spans of its buffer.</summary>
internal sealed class CsvRows : RowReader
{
    private const int BufferChars = 128 * 1024;
    private const int LongestRecord = 1024 * 1024;

    // The library takes a line that begins with # for a remark; here it may be a row whose code a spreadsheet made #REF!.
    private const char NoComment = '\uFDD1';

    private readonly TextReader _text;
    private readonly CsvDataReader _csv;
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
        _text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, BufferChars, leaveOpen: true);
        _text = linesAreRows ? new StrayQuotes.LineReader(_text, delimiter) : _text;
        var options = new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = delimiter,
            Comment = NoComment,
            BufferSize = BufferChars,
            MaxBufferSize = LongestRecord,
            OwnsReader = false,
            Culture = System.Globalization.CultureInfo.InvariantCulture,
        };
        try
        {
            _csv = CsvDataReader.Create(_text, options);
        }
        catch (Exception e) when (IsOfTheText(e))
        {
            throw NotCsv(e);
        }
    }

    public override string Sheet { get; }

    public override int RowNumber => _row;

    public override int FieldCount => _csv.RowFieldCount;

    public override bool IsPadded => false;

    public override char Separator { get; }

    public override bool Read()
    {
        try
        {
            var more = _csv.Read();
            _row += more ? 1 : 0;
            return more;
        }
        catch (Exception e) when (IsOfTheText(e))
        {
            throw NotCsv(e);
        }
    }

    public override ReadOnlySpan<char> GetFieldSpan(int ordinal) => _csv.GetFieldSpan(ordinal);

    protected override void Dispose(bool disposing)
    {
        _csv.Dispose();
        _text.Dispose();
        base.Dispose(disposing);
    }

    private static bool IsOfTheText(Exception e) =>
        e is FormatException or CsvFormatException or CsvInvalidCharacterException or CsvRecordTooLargeException;

    private PipelineException NotCsv(Exception e) => new(e, ErrorCatalogue.FileNotCsv, _fileName, _row + 1, e.Message);
}
