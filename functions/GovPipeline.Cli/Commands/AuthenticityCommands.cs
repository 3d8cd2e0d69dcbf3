using GovPipeline.Pipeline.Reports;
using GovPipeline.Pipeline.Running;
using System.CommandLine;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Reporting.Reports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands about the question whether the online count is authentic.</summary>
internal static class AuthenticityCommands
{
    public static Command All(CommandOutput output) =>
        new("authenticity", "Whether the online count is authentic: declared, eligible by QĐ 766, to be looked into; what each test says.")
            { Show(output), Note(output) };

    private static Command Show(CommandOutput output)
    {
        var period = new Argument<string>("PERIOD") { Description = "Period id, for example nd09-2022-H1." };
        var unit = new Option<string?>("--unit") { Description = "Unit id or name: what each test says of it; all units without it." };
        var command = new Command("show", "Show the three numbers of every unit, or with --unit every test.") { period, unit, ListOptions.AsJson,
            ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var asked = Guard.Period(result.GetValue(period)!);
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var tables = session.Get<PublishedTables>();
            var rows = await tables.ReadAsync<AuthenticityRow>("authenticity", asked.Id, cancel).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                throw UnknownArgument.Of(new("Danh sách kỳ đã công bố", "Published periods"), asked.Id,
                    (await tables.ReadAsync<DatasetRow>("datasets", "all", cancel).ConfigureAwait(false)).Select(d => d.Period), "govpipeline periods");
            }

            if (result.GetValue(unit) is { } named)
            {
                var own = Unit(rows, named);
                var tests = (await tables.ReadAsync<AuthenticityTestRow>("authenticitytests", asked.Id, cancel).ConfigureAwait(false))
                    .Where(t => t.UnitId == own.UnitId).ToList();
                output.Show(
                    result,
                    [T("Mã", "test"), T("Dấu hiệu", "sign"), T("Kết quả", "result"), T("Có dấu hiệu", "found"), T("Kiểm tra được", "known"), T("Tỷ lệ",
                        "share"),
                        T("Cùng cấp", "peers"), T("Giải trình của đơn vị", "what the unit says")],
                    AuthenticityTest.All.Select(a => (Of: a, Row: tests.Find(t => t.Test == a.Id))).Select(t => new[]
                    {
                        t.Of.Id, Name(t.Of.Id),
                        ReportWords.Finding(t.Row?.State ?? nameof(FindingState.NotTested), RollupId.IsArea(own.UnitId), Current)
                            + (t.Row is null or { Needs.Length: > 0 } ? $" ({Needs(t.Of.Id)})" : string.Empty),
                        Print.Count(t.Row?.Found ?? 0), Print.Count(t.Row?.Known ?? 0), t.Row is { HasShare: true } ? Print.Rate(true, t.Row.Share, 1) : "–",
                        t.Row is { HasPeers: true } ? Print.Rate(true, t.Row.PeerShare, 1) : "–", t.Row?.Explanation ?? string.Empty,
                    }),
                    numbersFrom: 3, () => tests);
                return ExitCodes.Done;
            }

            output.Show(
                result,
                [T("Đơn vị", "unit"), T("Khai báo", "declared"), T("Đủ điều kiện 766", "eligible by 766"), T("Chưa biết", "not told"),
                    T("Cần xác minh", "to look into"),
                    T("Số dấu hiệu", "signs"), T("Chưa kiểm tra được", "not tested")],
                rows.Where(r => r.HasData).OrderBy(r => r.IsRollup).ThenByDescending(r => r.NotedTests).Select(r => new[]
                {
                    Print.Unit(r.UnitName, r.UnitTier, r.IsRollup), Print.Count(r.Declared), ReportData.HasEligible(r) ? Print.Count(r.Eligible) : "–",
                    Print.Count(r.EligibleUnknown), Print.Count(r.ToVerify),
                    Print.Count(r.NotedTests), Print.Count(r.UntestedTests),
                }),
                numbersFrom: 1, () => rows);
            if (!ListOptions.IsForProgram(result))
            {
                output.Say(T("Dấu hiệu là để hỏi lại đơn vị, không kết luận sai phạm: nộp giúp người dân là việc được khuyến khích. "
                        + "Từng phép kiểm tra: --unit.",
                    "A sign is a question to the unit and says nothing of wrongdoing: helping citizens to file is encouraged. Each test: --unit."));
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Note(CommandOutput output)
    {
        var period = new Argument<string>("PERIOD") { Description = "Period id, for example nd09-2022-H1." };
        var unit = new Argument<string>("UNIT") { Description = "Unit id or name." };
        var test = new Argument<string>("TEST") { Description = "The test, A02." };
        test.AcceptOnlyFromAmong([.. AuthenticityTest.All.Select(t => t.Id)]);
        var text = new Option<string>("--text") { Description = "What the unit says; stands beside the figure.", Required = true };
        var by = new Option<string>("--by") { Description = "The post that says it; no person's name is needed.", Required = true };
        var command = new Command("note", "Put the unit's explanation beside what a test says.") { period, unit, test, text, by };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var asked = Guard.Period(result.GetValue(period)!);
            var (said, post) = (StatedText.Of("--text", result.GetValue(text)), StatedText.Post("--by", result.GetValue(by)));
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var rows = await session.Get<PublishedTables>().ReadAsync<AuthenticityRow>("authenticity", asked.Id, cancel).ConfigureAwait(false);
            var own = Unit(rows, result.GetValue(unit)!);
            var note = new UnitNote
            {
                UnitId = own.UnitId, Test = result.GetValue(test)!, Text = said, By = post,
                    Account = Operator.Name,
            };
            await session.Get<PendingWork>().AddAsync(PendingWork.Periods, [asked.Id], cancel).ConfigureAwait(false); // due before it is kept
            await session.Get<UnitNotes>().SaveAsync(asked.Id, note, cancel).ConfigureAwait(false);
            await session.Get<PublishPeriod>().RunAsync(asked, cancel).ConfigureAwait(false);
            output.Line(T($"Đã ghi giải trình của {own.UnitName} cạnh {note.Test}.", $"The explanation of {own.UnitName} stands beside {note.Test}."));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static AuthenticityRow Unit(IReadOnlyList<AuthenticityRow> rows, string named) =>
        rows.FirstOrDefault(r => r.UnitId == named) ?? rows.FirstOrDefault(r => Domain.Text.Folding.Fold(r.UnitName) == Domain.Text.Folding.Fold(named))
            ?? throw UnknownArgument.Of(new("Danh sách đơn vị của kỳ", "Units of the period"), named, rows.SelectMany(r => new[] { r.UnitId, r.UnitName }));

    private static string Name(string test) => AuthenticityTest.All.First(t => t.Id == test).Name.In(Current);

    private static string Needs(string test) => AuthenticityTest.All.First(t => t.Id == test).Needs.In(Current);
}
