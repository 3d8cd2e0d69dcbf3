namespace GovPipeline.Storage.Published;

/// <summary>Table <c>reported</c>: a figure that a software reports of itself, beside ours, with the likely cause of the difference.</summary>
public sealed record ReportedRow : IPublishedRow
{
    /// <summary>Period id; the report's days are exactly the period's.</summary>
    public required string Period { get; init; }

    /// <summary>Id of the source of the report.</summary>
    public required string Source { get; init; }

    /// <summary>Unit id.</summary>
    public required string UnitId { get; init; }

    /// <summary>Vietnamese name of the unit in the period.</summary>
    public required string UnitName { get; init; }

    /// <summary>The counter, <c>ReceivedOnline</c>, as in <c>halfyear</c>; <c>ReceivedOffline</c> is column 5 of form II.06a.</summary>
    public required string Counter { get; init; }

    /// <summary>What the report says.</summary>
    public required long Reported { get; init; }

    /// <summary>What we count from dossiers; 0 when <see cref="HasOwn"/> is false.</summary>
    public required long Own { get; init; }

    /// <summary>Reported minus own; 0 when <see cref="HasOwn"/> is false.</summary>
    public required long Difference { get; init; }

    /// <summary>The likely cause in Vietnamese; empty without a difference.</summary>
    public required string LikelyCause { get; init; }

    /// <summary>Whether dossiers of the unit are known.</summary>
    public required bool HasOwn { get; init; }

    string IPublishedRow.TableName => "reported";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{Source}|{UnitId}|{Counter}";
}
