using GovPipeline.Domain.Time;

namespace GovPipeline.Pipeline.Running;

/// <summary>How changes that are under way are named in <see cref="Storage.Ledger.PendingWork"/>.</summary>
public static class Holds
{
    /// <summary>Another rule of counting is being followed.</summary>
    public const string CountRule = "counts/rule";

    private const string Exports = "exports/", Pulls = "pull/";

    /// <summary>An export is being taken in.</summary>
    public static string OfExport(string blobName) => Exports + blobName;

    /// <summary>The export that a hold is of; null for another hold.</summary>
    public static string? ExportOf(string hold)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return hold.StartsWith(Exports, StringComparison.Ordinal) ? hold[Exports.Length..] : null;
    }

    /// <summary>It is being noted that a source told of a night that nothing happened.</summary>
    public static string OfPull(string sourceId, DateOnly night) => $"{Pulls}{sourceId}/{DayText.Iso(night)}";

    /// <summary>The source and night that a hold is of; null for another hold.</summary>
    public static (string SourceId, DateOnly Night)? PullOf(string hold)
    {
        ArgumentNullException.ThrowIfNull(hold);
        var parts = hold.Split('/');
        return parts is ["pull", var source, var night] && DayText.TryParse(night) is { } day ? (source, day) : null;
    }
}
