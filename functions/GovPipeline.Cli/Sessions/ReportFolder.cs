using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Storage.Ledger;

namespace GovPipeline.Cli.Sessions;

/// <summary>Writes the files of a report into a folder.</summary>
internal static class ReportFolder
{
    /// <returns>Their paths.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        Session session, Period period, string? unit, IReadOnlyList<string> formats, string folder, CancellationToken cancel)
    {
        if (File.Exists(folder))
        {
            throw new PipelineException(
                ErrorCatalogue.ArgumentWrong, $"--out {folder}", new Bilingual("là một tệp; cho tên một thư mục", "is a file; name a folder"));
        }

        var files = await session.Get<ReportFiles>().MakeAsync(period, unit ?? session.Get<ReportData>().DefaultUnit, formats, cancel).ConfigureAwait(false);
        await session.Get<AuditLog>().NoteAsync(AuditRecord.Exported, Operator.Name, $"report {period.Id}", files.Count, unit ?? string.Empty, cancel)
            .ConfigureAwait(false);
        Directory.CreateDirectory(folder);
        var paths = new List<string>();
        foreach (var (name, content) in files)
        {
            paths.Add(Path.Combine(folder, name));
            await File.WriteAllBytesAsync(paths[^1], content, cancel).ConfigureAwait(false);
        }

        return paths;
    }
}
