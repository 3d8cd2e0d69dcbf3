using System.Text;
using GovPipeline.Domain.Errors;
using Sylvan.Data.Csv;

namespace GovPipeline.Sources.Formats;

/// <summary>Rows of a CSV file, one streaming pass, cells as spans of its buffer.</summary>
internal sealed class CsvRows : RowReader
{
    private const int BufferChars = 128 * 1024;
    private const int LongestRecord = 1024 * 1024;

    private readonly StreamReader _text;
    private readonly CsvDataReader? _csv;
    private readonly string _fileName;
    private int _row;

    public CsvRows(Stream stream, Encoding encoding, char delimiter, string fileName, string sheet)
    {
        (_fileName, Sheet) = (fileName, sheet);
        _text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, BufferChars, leaveOpen: true);
        var options = new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = delimiter,
            BufferSize = BufferChars,
            MaxBufferSize = LongestRecord,
            OwnsReader = false,
            Culture = System.Globalization.CultureInfo.InvariantCulture,
        };
        _csv = Guard(() => CsvDataReader.Create(_text, options));
    }

    public override string Sheet { get; }

    public override int RowNumber => _row;

    public override int FieldCount => _csv!.RowFieldCount;

    public override bool IsPadded => false;

    public override bool Read()
    {
        var more = Guard(_csv!.Read);
        _row += more ? 1 : 0;
        return more;
    }

    public override ReadOnlySpan<char> GetFieldSpan(int ordinal) => _csv!.GetFieldSpan(ordinal);

    protected override void Dispose(bool disposing)
    {
        _csv?.Dispose();
        _text.Dispose();
        base.Dispose(disposing);
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FormatException or CsvFormatException or CsvInvalidCharacterException or CsvRecordTooLargeException)
        {
            throw new PipelineException(e, ErrorCatalogue.FileNotCsv, _fileName, _row + 1, e.Message);
        }
    }
}
