using Sylvan.Data.Csv;

namespace GovPipeline.Sources.Reading;

/// <summary>What a row turned out to be.</summary>
internal enum RowOutcome
{
    /// <summary>A record, passed on.</summary>
    Accepted,

    /// <summary>A record of which something was repaired for certain, passed on.</summary>
    Repaired,

    /// <summary>Wrong; the errors are in the parser.</summary>
    Rejected,
}

/// <summary>Reads the rows of one kind of source, each once.</summary>
internal abstract class RowParser
{
    /// <summary>All that is wrong in the row just read.</summary>
    public List<Domain.Errors.RowError> Errors { get; } = [];

    /// <summary>What a clerk finds the row just read by.</summary>
    public abstract string Key { get; }

    /// <summary>The earliest day among the records passed on, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int FirstDay { get; protected set; } = int.MaxValue;

    /// <summary>Reads the row the reader stands on.</summary>
    public abstract RowOutcome Parse(CsvDataReader row, int rowNumber);
}
