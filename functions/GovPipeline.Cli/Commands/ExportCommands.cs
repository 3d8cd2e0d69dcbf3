using System.CommandLine;
using System.Globalization;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Exporting;
using GovPipeline.Storage.Ledger;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands that take published figures out, and that say who did.</summary>
internal static class ExportCommands
{
    public static IEnumerable<Command> All(CommandOutput output) => [Export(output), Audit(output)];

    private static Command Export(CommandOutput output)
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for the files, one a table.", Required = true };
        var period = new Option<string?>("--period") { Description = "Period id, for example nd09-2022-H1; every published one without it." };
        var format = new Option<string>("--format")
            { Description = $"One of {string.Join(", ", PublishedExport.Formats)}.", DefaultValueFactory = _ => "parquet" };
        format.AcceptOnlyFromAmong([.. PublishedExport.Formats]);
        var exact = new Option<bool>("--exact") { Description = "The files stay within the authority: rows of fewer than five dossiers are not hidden." };
        var command = new Command("export", "Write the published tables as files, for open data or for those without Power BI.")
            { folder, period, format, exact };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var asked = result.GetValue(period) is { } id ? Guard.Period(id) : null;
            var (to, form) = (result.GetValue(folder)!.FullName, result.GetValue(format)!);
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var written = await session.Get<PublishedExport>().WriteAsync(
                to, asked, form, result.GetValue(exact) ? 0 : PublishedExport.FewestOutside, Operator.Name, cancel).ConfigureAwait(false);
            foreach (var (path, rows) in written)
            {
                output.Line(string.Create(CultureInfo.InvariantCulture, $"{path}: {rows}"));
            }

            output.Line($"duckdb -c \"SELECT UnitName, OnlineNumerator, OnlineDenominator FROM '{Path.Combine(to, $"halfyear.{form}")}' "
                + "WHERE FieldKey = 'all' AND NOT IsRollup ORDER BY OnlineRate\"");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Audit(CommandOutput output)
    {
        var most = new Option<int>("--most") { Description = "How many, the newest first.", DefaultValueFactory = _ => 50 };
        var command = new Command("audit", "Show who took data out, and what was deleted and why.") { most, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var notes = await session.Get<AuditLog>().NewestAsync(result.GetValue(most), cancel).ConfigureAwait(false);
            output.Show(
                result,
                    [T("Lúc", "at"), T("Việc", "action"), T("Ai", "who"), T("Gì", "what"), T("Chi tiết", "detail"), T("Số", "count")],
                    notes.Select(n => new[]
                        { DayText.Print(VietnamClock.ToLocal(n.At)), Print.State(n.Action), n.Who, n.What, n.Detail, Print.Count(n.Count) }),
                    numbersFrom: 5,
                () => notes.Select(n => new { n.At, n.Action, n.Who, n.What, n.Count, n.Detail }));

            return ExitCodes.Done;
        }));
        return command;
    }
}
