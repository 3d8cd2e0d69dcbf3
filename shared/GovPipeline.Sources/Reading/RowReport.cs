using GovPipeline.Domain.Errors;

namespace GovPipeline.Sources.Reading;

/// <summary>Who is told of rows that are not simply taken.</summary>
/// <param name="Rejected">Receives each bad row.</param>
/// <param name="Repaired">Receives each row that was taken with something repaired.</param>
public sealed record RowReport(Action<RejectedRow> Rejected, Action<RepairedRow> Repaired)
{
    /// <summary>Tells nobody.</summary>
    public static RowReport Silent { get; } = new(_ => { }, _ => { });
}
