namespace GovPipeline.Sources.Reading;

/// <summary>What the cells of a file as a whole say of how single ones of it are to be read; found in a first reading, followed in a second.</summary>
public sealed record CellRules
{
    /// <summary>Those of a file in which nothing contradicts the usual reading.</summary>
    public static CellRules Usual { get; } = new();

    /// <summary>Why the order of day and month is not certain; days that could be two are then rejected. Null when it is.</summary>
    public string? DateDoubt { get; init; }

    /// <summary>Whether thousands are grouped by commas.</summary>
    public bool IsEnglish { get; init; }

    /// <summary>Why the grouping of thousands is not certain; numbers that could be two are then rejected. Null when it is.</summary>
    public string? NumberDoubt { get; init; }

    /// <summary>Whether each line of a CSV file is a row, since a stray quotation mark would swallow others.</summary>
    public bool LinesAreRows { get; init; }

    /// <summary>Keys (hashed) of which rows of the file contradict each other, with the rows; null for none.</summary>
    public IReadOnlyDictionary<ulong, string>? Contradictions { get; init; }

    /// <summary>These and what a reading by them found.</summary>
    internal CellRules With(CellRules found) => new()
    {
        DateDoubt = DateDoubt ?? found.DateDoubt,
        IsEnglish = IsEnglish || found.IsEnglish,
        NumberDoubt = NumberDoubt ?? found.NumberDoubt,
        LinesAreRows = LinesAreRows || found.LinesAreRows,
        Contradictions = Contradictions ?? found.Contradictions,
    };
}
