using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// What reading one file may cost, watched while it is read: columns, rows, cells (those that spans, gaps and merges make of
/// nothing too), levels, the size of one record. Time and memory stay in proportion to the bytes of the file, whatever they say.
/// </summary>
/// <param name="fileName">For messages.</param>
/// <param name="limits">What the file may be at most.</param>
/// <param name="bytes">Bytes of the file, unpacked.</param>
internal sealed class ReadingBudget(string fileName, FileLimits limits, long bytes)
{
    /// <summary>Levels that elements may be in one another.</summary>
    public const int DeepestLevel = 64;

    /// <summary>Bytes or characters of one record of a format that names its values.</summary>
    public const int LongestRecord = 4 << 20;

    /// <summary>Characters of the name of a value, those of the records it is in included.</summary>
    public const int LongestName = 1024;

    // About a second of work, and half a second a megabyte.
    private const long CellsAtLeast = 64L << 20;
    private const int CellsPerByte = 64;

    private readonly long _most = CellsAtLeast + (bytes * CellsPerByte);
    // A cell of a file takes some bytes of it, and its text stands in it but a few times over.
    private const long ReadAtLeast = 4L << 20, CharsAtLeast = 24L << 20;
    private const int LongestTag = 1 << 20;
    private const int BytesOfCell = 3, CharsPerByte = 4;

    private long _cells, _read, _chars;

    /// <summary>Columns that a table may have.</summary>
    public int MostColumns => limits.MaxColumns;

    /// <summary>Characters that a cell may have; what is longer need not be kept to be refused.</summary>
    public int LongestCell => limits.MaxCellChars;

    /// <summary>Takes what some cells cost.</summary>
    /// <exception cref="PipelineException">GP208.</exception>
    public void Spend(long cells)
    {
        _cells += cells;
        if (_cells > _most)
        {
            throw TooLarge($"> {_most} ô / cells trong / in {bytes} bytes: ô gộp, hàng hoặc cột trống / merged cells, empty rows or columns");
        }
    }

    /// <summary>Takes cells that the file itself holds.</summary>
    /// <exception cref="PipelineException">GP208: more than its bytes can be, so that some are read again and again.</exception>
    public void Read(long cells)
    {
        _read += cells;
        if (_read > ReadAtLeast + (bytes / BytesOfCell))
        {
            throw TooLarge($"> {_read} ô / cells trong / in {bytes} bytes");
        }
    }

    /// <summary>Takes the text of a cell.</summary>
    /// <exception cref="PipelineException">GP208: one text that stands for very many cells.</exception>
    public void Text(int length)
    {
        _chars += length;
        if (_chars > CharsAtLeast + (bytes * CharsPerByte))
        {
            throw TooLarge($"> {_chars} ký tự / characters trong / in {bytes} bytes");
        }
    }

    /// <summary>Checks the number of columns.</summary>
    /// <exception cref="PipelineException">GP208.</exception>
    public void CheckColumns(int columns)
    {
        if (columns > limits.MaxColumns)
        {
            throw TooLarge($"{columns} > {limits.MaxColumns} (limits.maxColumns)");
        }
    }

    /// <summary>Checks the number of a row.</summary>
    /// <exception cref="PipelineException">GP208.</exception>
    public void CheckRow(long row)
    {
        if (row > limits.MaxRows)
        {
            throw TooLarge($"{limits.MaxRows} rows (limits.maxRows)");
        }
    }

    /// <summary>Checks how deep an element is.</summary>
    /// <exception cref="PipelineException">GP208.</exception>
    public void CheckLevel(int level)
    {
        if (level > DeepestLevel)
        {
            throw TooLarge($"> {DeepestLevel} cấp lồng nhau / levels");
        }
    }

    /// <summary>Checks the size of a record.</summary>
    /// <exception cref="PipelineException">GP208.</exception>
    public void CheckRecord(long size)
    {
        if (size > LongestRecord)
        {
            throw TooLarge($"một bản ghi / one record > {LongestRecord} bytes");
        }
    }

    /// <summary>Checks the size of a tag, whose attributes are held together.</summary>
    /// <exception cref="PipelineException">GP208.</exception>
    public void CheckTag(long size)
    {
        if (size > LongestTag)
        {
            throw TooLarge($"một thẻ / one tag > {LongestTag} bytes");
        }
    }

    /// <summary>Checks the name of a value.</summary>
    /// <exception cref="PipelineException">GP208.</exception>
    public void CheckName(int length)
    {
        if (length > LongestName)
        {
            throw TooLarge($"một tên trường / one name > {LongestName}");
        }
    }

    private PipelineException TooLarge(string what) => new(ErrorCatalogue.FileTooLarge, fileName, what);
}
