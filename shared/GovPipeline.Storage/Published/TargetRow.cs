namespace GovPipeline.Storage.Published;

/// <summary>Table <c>targets</c>: every target with its scope, days and document.</summary>
public sealed record TargetRow : IPublishedRow
{
    /// <summary>Target id.</summary>
    public required string TargetId { get; init; }

    /// <summary>Code of the indicator.</summary>
    public required string Indicator { get; init; }

    /// <summary>Unit or area it is for; empty for a tier or all.</summary>
    public required string UnitId { get; init; }

    /// <summary>Tier it is for; empty for a unit or all.</summary>
    public required string UnitTier { get; init; }

    /// <summary><c>AtLeast</c> or <c>AtMost</c>.</summary>
    public required string Comparator { get; init; }

    /// <summary>The target as a fraction.</summary>
    public required double Value { get; init; }

    /// <summary>Warning level as a fraction; equal to <see cref="Value"/> without one.</summary>
    public required double WarnValue { get; init; }

    /// <summary>First day, <c>yyyy-MM-dd</c>.</summary>
    public required string ValidFrom { get; init; }

    /// <summary>Last day, <c>yyyy-MM-dd</c>.</summary>
    public required string ValidTo { get; init; }

    /// <summary>The document.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>Whether no document sets it.</summary>
    public required bool IsExample { get; init; }

    string IPublishedRow.TableName => "targets";

    string IPublishedRow.PartitionKey => "all";

    string IPublishedRow.RowKey => TargetId;
}
