using GovPipeline.Domain.Time;
using GovPipeline.Storage.Exports;

namespace GovPipeline.Pipeline.Running;

/// <summary>How changes that are under way are named in <see cref="Storage.Ledger.PendingWork"/>.</summary>
public static class Holds
{
    /// <summary>Another rule of counting is being followed.</summary>
    public const string CountRule = "counts/rule";

    /// <summary>Everything is being made due again.</summary>
    public const string Rebuild = "rebuild";

    private const string Exports = "exports/", Pulls = "pull/";

    /// <summary>A version of an export is being taken in; one that is written over it meanwhile has a hold of its own.</summary>
    public static string OfExport(ExportBlob blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return $"{Exports}{blob.Name}|{blob.ETag}";
    }

    /// <summary>The export and version that a hold is of; null for another hold.</summary>
    public static (string Name, string ETag)? ExportOf(string hold)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return hold.StartsWith(Exports, StringComparison.Ordinal) && hold.LastIndexOf('|') is >= 0 and var at ? (hold[Exports.Length..at], hold[(at + 1)..])
            : null;
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
