using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>What a row turned out to be.</summary>
internal enum RowOutcome
{
    /// <summary>A record, passed on.</summary>
    Accepted,

    /// <summary>Wrong; the errors are in the parser.</summary>
    Rejected,
}

/// <summary>Reads the rows of one table of one kind of source, each once.</summary>
internal abstract class RowParser
{
    /// <summary>All that is wrong in the row just read.</summary>
    public List<RowError> Errors { get; } = [];

    /// <summary>All that was repaired in the row just read.</summary>
    public List<Repair> Repairs { get; } = [];

    /// <summary>What a clerk finds the row just read by.</summary>
    public abstract string Key { get; }

    /// <summary>The columns of which a row of data has at least one; the rest of a form has none.</summary>
    public abstract IReadOnlyList<int> KeyColumns { get; }

    /// <summary>Columns that could name a person and are never shown.</summary>
    public virtual IReadOnlyList<int> HiddenColumns => [];

    /// <summary>The earliest day among the records passed on, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int FirstDay { get; protected set; } = int.MaxValue;

    /// <summary>Reads the row the reader stands on.</summary>
    /// <param name="row">The row.</param>
    /// <param name="rowNumber">Its number in the file, over all sheets.</param>
    public abstract RowOutcome Parse(RowReader row, int rowNumber);
}
