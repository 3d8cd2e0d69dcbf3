using GovPipeline.Cli.Sessions;
using GovPipeline.LocalHost;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Ledger;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>How fresh a source is.</summary>
internal sealed record SourceFreshness(string Id, string Name, string Every, string DataThrough, string NextDue, string State, string LastFile, long Rows,
    long Rejected)
{
    public static async Task<IReadOnlyList<SourceFreshness>> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var reference = session.Get<ReferenceData>();
        var today = VietnamClock.Today(session.Get<TimeProvider>());
        var files = await session.Get<FileLedger>().FilesAsync(null, cancellationToken).ConfigureAwait(false);
        var through = await session.Get<SourceLog>().DataThroughAsync(cancellationToken).ConfigureAwait(false);
        return [.. reference.Sources.All.Select(source =>
        {
            var own = files.Where(f => f.PartitionKey == source.Id).ToList();
            var isKnown = through.TryGetValue(source.Id, out var last);
            var due = isKnown ? source.Expected.NextDue(last, reference.Calendar) : null;
            var state = !source.Enabled ? T("tắt", "off") : !isKnown ? T("chưa có", "none yet")
                : due is null ? T("không bắt buộc", "optional") : last >= reference.LastDayOf(source)
                ? T("đã kết thúc", "ended") : due < today ? T("TRỄ", "LATE") : T("đúng hạn", "in time");
            return new SourceFreshness(
                source.Id, T(source.NameVi, source.NameEn), source.Expected.Every.ToString(), isKnown ? DayText.Iso(last) : string.Empty,
                due is { } d ? DayText.Iso(d) : string.Empty, state,
                own.MaxBy(f => (f.ExportDate, f.ArrivedAt))?.Blob ?? string.Empty, own.Sum(f => f.Rows), own.Sum(f => f.Rejected));
        })];
    }
}
