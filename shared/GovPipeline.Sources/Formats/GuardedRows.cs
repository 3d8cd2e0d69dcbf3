using System.Text.Json;
using System.Xml;
using ExcelDataReader.Exceptions;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// Rows of a file that lies on this machine as a whole: whatever goes wrong while they are read, the file is at fault, and
/// the readers of these formats have no one exception for it.
/// </summary>
internal sealed class GuardedRows(RowReader rows, string fileName) : RowReader
{
    public override string Sheet => rows.Sheet;

    public override int RowNumber => rows.RowNumber;

    public override int FieldCount => rows.FieldCount;

    public override bool IsPadded => rows.IsPadded;

    public override char Separator => rows.Separator;

    public override bool IsHidden => rows.IsHidden;

    public override bool? Counts1904 => rows.Counts1904;

    /// <summary>Guards the tables of a file and the rows of each.</summary>
    public static IEnumerable<RowReader> All(IEnumerable<RowReader> tables, string fileName)
    {
        using var enumerator = Run(fileName, null, tables.GetEnumerator);
        while (Run(fileName, null, enumerator.MoveNext))
        {
            yield return new GuardedRows(enumerator.Current, fileName);
        }
    }

    /// <summary>Runs a step of reading.</summary>
    /// <exception cref="PipelineException">GP209, or GP210 for a password.</exception>
    public static T Run<T>(string fileName, RowReader? rows, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (InvalidPasswordException e)
        {
            throw new PipelineException(e, ErrorCatalogue.FileLocked, fileName);
        }
        catch (Exception e) when (e is not (PipelineException or OperationCanceledException or OutOfMemoryException))
        {
            var line = e switch
            {
                XmlException xml => xml.LineNumber,
                JsonException { LineNumber: { } json } => json + 1,
                _ => rows?.RowNumber + 1 ?? 0,
            };

            // Their words may quote the file; what kind of damage it is, and where, is enough.
            throw new PipelineException(e, ErrorCatalogue.FileDamaged, fileName, line, DamageOf(e));
        }
    }

    private static Bilingual DamageOf(Exception e) => e switch
    {
        InvalidDataException own when own.Message.StartsWith("BIFF", StringComparison.Ordinal) => Bilingual.Same(own.Message),
        XmlException xml when xml.Message.Contains("DTD", StringComparison.Ordinal) =>
            new("tệp XML khai báo DTD, không nhận", "the XML declares a DTD, which is not taken"),
        XmlException => new("XML hỏng hoặc bị cắt", "the XML is broken or cut off"),
        JsonException => new("JSON hỏng hoặc bị cắt", "the JSON is broken or cut off"),
        EndOfStreamException => new("tệp bị cắt giữa chừng", "the file is cut off"),
        InvalidDataException => new("cấu trúc tệp hỏng", "the file's structure is broken"),
        _ => Bilingual.Same(e.GetType().Name),
    };

    public override bool Read() => Run(fileName, rows, rows.Read);

    public override ReadOnlySpan<char> GetFieldSpan(int ordinal) => rows.GetFieldSpan(ordinal);

    public override ReadOnlySpan<char> GetHeadingSpan(int ordinal) => rows.GetHeadingSpan(ordinal);

    public override bool IsNumber(int ordinal) => rows.IsNumber(ordinal);

    protected override void Dispose(bool disposing)
    {
        rows.Dispose();
        base.Dispose(disposing);
    }
}
