namespace GovPipeline.Sources.Formats;

/// <summary>A table as a file holds it, title rows and all: rows of cells, read once and forward.</summary>
public abstract class RowReader : IDisposable
{
    /// <summary>Sheet, table or archive entry it is; empty when the file is the table.</summary>
    public virtual string Sheet => string.Empty;

    /// <summary>Row the reader stands on, from 1, as a spreadsheet counts.</summary>
    public abstract int RowNumber { get; }

    /// <summary>Cells of the row.</summary>
    public abstract int FieldCount { get; }

    /// <summary>Whether cells that are empty may be missing at the end of a row. A CSV row that is short is a cut one.</summary>
    public virtual bool IsPadded => true;

    /// <summary>What stands between the cells of a text; nothing elsewhere.</summary>
    public virtual char Separator => '\0';

    /// <summary>Whether the sheet is hidden from whoever opens the file.</summary>
    public virtual bool IsHidden => false;

    /// <summary>Whether day serials count from 1904; null when the format does not tell.</summary>
    public virtual bool? Counts1904 => null;

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="Domain.Errors.PipelineException">GP2xx: the file cannot be read on.</exception>
    public abstract bool Read();

    /// <summary>The text of a cell.</summary>
    public abstract ReadOnlySpan<char> GetFieldSpan(int ordinal);

    /// <summary>The text of a cell or of the merged cell that it is part of.</summary>
    public virtual ReadOnlySpan<char> GetHeadingSpan(int ordinal) => GetFieldSpan(ordinal);

    /// <summary>Whether the file holds the cell as a number, in which case zeros at its ends are lost.</summary>
    public virtual bool IsNumber(int ordinal) => false;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what it reads from.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
