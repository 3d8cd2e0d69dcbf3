namespace GovPipeline.Storage.Published;

/// <summary>Table <c>daily</c>: what one unit received and finished on one local day, for trends. Days without any are left out.</summary>
public sealed record DailyRow : IPublishedRow
{
    /// <summary>Calendar month the day is in, <c>cal-2022-M06</c>.</summary>
    public required string Period { get; init; }

    /// <summary>Local day, <c>yyyy-MM-dd</c>.</summary>
    public required string Day { get; init; }

    /// <summary>Unit id.</summary>
    public required string UnitId { get; init; }

    /// <summary>Dossiers received.</summary>
    public required long Received { get; init; }

    /// <summary>Dossiers received online.</summary>
    public required long ReceivedOnline { get; init; }

    /// <summary>Dossiers resolved, withdrawn ones included.</summary>
    public required long Finished { get; init; }

    /// <summary>Always true: a day without data has no row.</summary>
    public required bool HasData { get; init; }

    string IPublishedRow.TableName => "daily";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{UnitId}|{Day}";
}
