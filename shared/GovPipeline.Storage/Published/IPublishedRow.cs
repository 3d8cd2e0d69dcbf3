namespace GovPipeline.Storage.Published;

/// <summary>A row of a published table. Its properties become the entity's, each always there and never null.</summary>
public interface IPublishedRow
{
    /// <summary>Name of the table.</summary>
    string TableName { get; }

    /// <summary>Partition: the period, or <c>all</c>.</summary>
    string PartitionKey { get; }

    /// <summary>Row within the partition.</summary>
    string RowKey { get; }
}
