using System.CommandLine;
using System.Globalization;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Signing;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Signing;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands that settle the figures of a period: sign, see what it would be now, restate.</summary>
internal static class PeriodCommands
{
    private const int MostShown = 60;

    public static Command All(CommandOutput output) =>
        new("period", "Sign the figures of a period, see what they would be now, restate them.") { Sign(output), Draft(output), Restate(output) };

    private static Command Sign(CommandOutput output)
    {
        var (period, by, document, preparedBy) = People();
        var partial = new Option<bool>("--partial") { Description = "Sign although data are missing; what is missing stays said." };
        var command = new Command("sign", "Sign a period that is over: its figures stay as they are, whatever comes later.")
            { period, by, document, preparedBy, partial };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var asked = Guard.Period(result.GetValue(period)!);
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var signature = await session.Get<PeriodSigning>().SignAsync(
                asked, Request(result, by, document, preparedBy, string.Empty), result.GetValue(partial), cancel).ConfigureAwait(false);
            await session.Get<PublishPeriod>().RunAsync(asked, cancel).ConfigureAwait(false);
            output.Line(T(
                $"Đã ký {asked.NameVi} ({asked.RangeVi}): {signature.By}, văn bản {signature.Document}, phiên bản {signature.Version}. "
                    + "Số liệu đến sau không làm đổi kỳ này.",
                $"Signed {asked.NameEn} ({asked.RangeEn}): {signature.By}, document {signature.Document}, version {signature.Version}. "
                    + "What comes later changes nothing of it."));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Restate(CommandOutput output)
    {
        var (period, by, document, preparedBy) = People();
        var reason = new Option<string>("--reason") { Description = "Why; readers see it beside old and new figures.", Required = true };
        var command = new Command("restate", "Put what the data say now in the place of what was signed; old, new, why, who and when stay on record.")
            { period, by, document, preparedBy, reason };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var asked = Guard.Period(result.GetValue(period)!);
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var signature = await session.Get<PeriodSigning>().RestateAsync(
                asked, Request(result, by, document, preparedBy, result.GetValue(reason)!), cancel).ConfigureAwait(false);
            await session.Get<PublishPeriod>().RunAsync(asked, cancel).ConfigureAwait(false);
            var rows = (await session.Get<PublishedTables>().ReadAsync<RestatementRow>("restatements", asked.Id, cancel).ConfigureAwait(false))
                .Where(r => r.Number == signature.Number - 1).ToList();
            output.Line(T($"Đã điều chỉnh {asked.NameVi} lần {signature.Number - 1}: {signature.By}, văn bản {signature.Document}; {rows.Count} số đổi.",
                $"Restated {asked.NameEn}, number {signature.Number - 1}: {signature.By}, document {signature.Document}; "
                    + $"{Print.Many(rows.Count, "figure")} changed."));
            output.Table(
                [T("Đơn vị", "unit"), T("Số", "figure"), T("Cũ", "old"), T("Mới", "new")],
                rows.Take(MostShown).Select(r => new[] { r.UnitName, Name(r.Column), Number(r.Old), Number(r.New) }), numbersFrom: 2);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Draft(CommandOutput output)
    {
        var period = new Argument<string>("PERIOD") { Description = "Period id, for example nd09-2022-H1." };
        var command = new Command("draft", "Show what a signed period would be if it were published again, by unit and cause.")
            { period, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var asked = Guard.Period(result.GetValue(period)!);
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            if ((await session.Get<SigningStore>().OfAsync(asked.Id, cancel).ConfigureAwait(false)) is not [.., var last])
            {
                throw Guard.Wrong(asked.Id, new("chưa ký, nên không có bản nháp: số mới được công bố như thường",
                    "it is not signed, so there is no draft: newer figures are published as they come"));
            }

            var rows = await session.Get<PublishedTables>().ReadAsync<DifferenceRow>("differences", asked.Id, cancel).ConfigureAwait(false);
            if (rows.Count == 0 && !ListOptions.IsForProgram(result))
            {
                output.Say(T($"Nếu công bố lại, {asked.NameVi} vẫn như đã ký ({last.Document}).",
                    $"Published again, {asked.NameEn} would be as it was signed ({last.Document})."));
                return ExitCodes.Done;
            }

            output.Show(
                result,
                [T("Đơn vị", "unit"), T("Số", "figure"), T("Đã ký", "signed"), T("Nếu công bố lại", "published again"), T("Chênh", "difference"),
                    T("Đến muộn", "late"), T("Nguồn sửa", "corrected"), T("Nguồn xóa", "deleted"), T("Định nghĩa", "definitions")],
                rows.Select(r => new[]
                {
                    r.UnitName, Name(r.Column), Number(r.Signed), Number(r.Draft), Number(r.Difference), Cause(r, r.LateRows), Cause(r, r.Corrections),
                    Cause(r, r.Withdrawn), Cause(r, r.Definitions),
                }),
                numbersFrom: 2, () => rows);
            return ExitCodes.Done;
        }));
        return command;
        static string Cause(DifferenceRow row, long count) => row.HasCauses ? Print.Count(count) : "–";
    }

    private static (Argument<string> Period, Option<string> By, Option<string> Document, Option<string> PreparedBy) People() => (
        new("PERIOD") { Description = "Period id, for example nd09-2022-H1." },
        new("--by") { Description = "The post that signs, as readers see it; no person's name is needed.", Required = true },
        new("--document") { Description = "The document it is signed in, 123/BC-UBND.", Required = true },
        new("--prepared-by") { Description = "The post that prepared it; needed, and another, where Pipeline:TwoToSign is set.",
            DefaultValueFactory = _ => string.Empty });

    private static SigningRequest Request(
        ParseResult result, Option<string> by, Option<string> document, Option<string> preparedBy, string reason) =>
        new(result.GetValue(by)!, result.GetValue(document)!, result.GetValue(preparedBy)!, reason, Operator.Name);

    /// <summary>A column as the screen calls it.</summary>
    private static string Name(string column) => Reporting.Reports.ReportWords.Column(column, null, Current);

    private static string Number(double value) => Print.IsPlain ? value.ToString(CultureInfo.InvariantCulture)
        : Domain.Indicators.Figures.Number(Math.Round((decimal)value, 4, MidpointRounding.AwayFromZero), Current);
}
