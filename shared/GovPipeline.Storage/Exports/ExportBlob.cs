namespace GovPipeline.Storage.Exports;

/// <summary>An export in the container <c>exports</c>.</summary>
/// <param name="Name">Its name, <c>onestop-city/2022/06/14/20220615T013000-1.csv</c>.</param>
/// <param name="ETag">Its entity tag: another content, another tag.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ArrivedAt">When it came.</param>
/// <param name="ExportDate">The local day up to which it tells, if it says so.</param>
/// <param name="From">The first local day it tells of, if it says so.</param>
/// <param name="IsDateCertain">Whether somebody who knows said the day (a pull that asked for it, an operator who confirmed it), so that rows of other days do
/// not cast doubt on it.</param>
/// <param name="IsConfirmed">Whether a person has looked at it and wants it taken in, whatever speaks against it as a whole.</param>
/// <param name="BroughtBy">Who brought it: <see cref="ExportStore.Puller"/>, or the account of an operator; empty when it was dropped by hand.</param>
public sealed record ExportBlob(
    string Name, string ETag, long Length, DateTimeOffset ArrivedAt, DateOnly? ExportDate, DateOnly? From, bool IsDateCertain, bool IsConfirmed,
    string BroughtBy = "")
{
    /// <summary>The source: the first folder.</summary>
    public string SourceId => Name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? Name[..slash] : string.Empty;
}
