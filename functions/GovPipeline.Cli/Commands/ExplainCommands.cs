using GovPipeline.Pipeline.Running;
using System.CommandLine;
using System.Globalization;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Explaining;
using GovPipeline.Pipeline.Verifying;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Reporting.Reports;
using GovPipeline.Storage.Ledger;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands that answer whoever doubts a figure: explain one, verify all of a period.</summary>
internal static class ExplainCommands
{
    private const int MostMonths = 8, MostRows = 50, MostFiles = 12;

    public static IEnumerable<Command> All(CommandOutput output) => [Explain(output), Verify(output)];

    private static Command Explain(CommandOutput output)
    {
        var table = new Argument<string?>("TABLE") { Description = $"Table: {string.Join(", ", FigureName.Tables)}.", Arity = ArgumentArity.ZeroOrOne };
        var period = new Argument<string?>("PERIOD") { Description = "Period id, for example nd09-2022-H1; for daily a calendar month, cal-2022-M06.",
            Arity = ArgumentArity.ZeroOrOne };
        var of = new Argument<string?>("UNIT") { Description = "Unit id or name, or area:…; of breakdowns the item.", Arity = ArgumentArity.ZeroOrOne };
        var column = new Option<string?>("--column")
            { Description = "Column: OnlineRate, Received, ReceivedOnline, Pending…; of indicators and breakdowns the indicator, HS01." };
        var field = new Option<string>("--field") { Description = "Field; all together without it.", DefaultValueFactory = _ => FigureName.AllFields };
        var day = DayArguments.Option("--day", "Day, for the table daily.");
        var source = new Option<string?>("--source") { Description = "Id of the source of a report, for the table reported." };
        var code = new Option<string?>("--code") { Description = "The code printed beside a figure, instead of its names." };
        var rows = new Option<bool>("--rows") { Description = "Also the rows, each by its code, within the authority; needs --why and is logged." };
        var why = new Option<string?>("--why") { Description = "Why the rows are asked for." };
        var sheet = new Option<FileInfo?>("--xlsx") { Description = "Also write it as a workbook." };
        var command = new Command("explain", "Take a published figure back to its formula, days, channels, files and rows.")
            { table, period, of, column, field, day, source, code, rows, why, sheet, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            if (result.GetValue(rows) && string.IsNullOrWhiteSpace(result.GetValue(why)))
            {
                throw Guard.Wrong("--rows", new("xem từng dòng phải ghi lý do: --why \"…\"", "say why the rows are asked for: --why \"…\""));
            }

            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var explainer = session.Get<FigureExplainer>();
            var figure = result.GetValue(code) is { } printed
                ? await FindAsync(session.Get<FigureIndex>(), printed, output, cancel).ConfigureAwait(false)
                : Named(result.GetValue(table), result.GetValue(period), result.GetValue(of), result.GetValue(column))
                    with { Field = result.GetValue(field)!, Day = result.GetValue(day), Source = result.GetValue(source) };
            var explanation = await explainer.ExplainAsync(figure, result.GetValue(rows), cancel).ConfigureAwait(false);
            if (explanation.Rows is { } told)
            {
                // Noted before anything is shown, so that nothing is shown unnoted.
                await session.Get<AuditLog>().NoteAsync(AuditRecord.Exported, Operator.Name, $"{figure.Table} {figure.Period.Id}", told.Count,
                    $"{figure.Of} {figure.Column}: {StatedText.Of("--why", result.GetValue(why))}", cancel).ConfigureAwait(false);
            }

            if (result.GetValue(sheet) is { } file)
            {
                if (file.Directory is not { Exists: true })
                {
                    throw Guard.Wrong("--xlsx", new($"không có thư mục '{file.DirectoryName}'", $"there is no folder '{file.DirectoryName}'"));
                }

                await using var stream = file.Create();
                TableWorkbook.Write(ExplanationSheets.Of(explanation, Current), stream);
            }

            if (result.GetValue(ListOptions.AsJson))
            {
                output.WriteJson(Json(explanation));
            }
            else if (result.GetValue(ListOptions.AsCsv))
            {
                List(result, explanation, output);
            }
            else
            {
                Print(explanation, output);
                output.Line(result.GetValue(sheet) is { } written ? written.FullName : string.Empty);
            }

            return explanation.Agrees || explanation.IsDue || explanation.IsSigned ? ExitCodes.Done : ExitCodes.Failed;
        }));
        return command;
    }

    /// <summary>The rows for a program, or the terms where no rows were asked for.</summary>
    private static void List(ParseResult result, Explanation explanation, CommandOutput output)
    {
        string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);
        if (explanation.Rows is { } rows)
        {
            output.Show(result, RowHeadings, rows.Select(r => (string[])[r.Code, DayText.Print(r.Day), ExplanationWords.Channel(r.Channel, Current),
                ExplanationWords.Level(r.Level, Current), r.SourceId, $"{r.Row}", Plain(r.Value)]), numbersFrom: 5, () => rows);
            return;
        }

        output.Show(
            result, [T("Phần", "part"), T("Số hạng", "term"), T("Cộng", "sum")],
            explanation.Parts.SelectMany(p => p.Terms.Select(t => (string[])[p.Name.In(Current), t.Name.In(Current), Plain(t.Value)])), numbersFrom: 2,
            () => explanation.Parts);
    }

    private static string[] RowHeadings =>
        [T("Mã", "code"), T("Ngày", "day"), T("Kênh", "channel"), T("Mức độ", "level"), T("Nguồn", "source"), T("Dòng", "row"), T("Giá trị", "value")];

    private static FigureName Named(string? table, string? period, string? of, string? column) => (table, period, of, column) switch
    {
        ({ } t, { } p, { } o, { } c) => new(t, Guard.Period(p), o, c),
        ({ } t, { } p, { } o, null) => new(t, Guard.Period(p), o, t == "indicators" ? "HS01" : "OnlineRate"),
        _ => throw Guard.Wrong("explain", new(
            "cần bảng, kỳ, đơn vị và --column, hoặc --code: explain halfyear nd09-2022-H1 tnc-one-stop --column ReceivedOnline",
            "needs table, period, unit and --column, or --code: explain halfyear nd09-2022-H1 tnc-one-stop --column ReceivedOnline")),
    };

    private static async Task<FigureName> FindAsync(FigureIndex index, string printed, CommandOutput output, CancellationToken cancel)
    {
        var code = FigureCode.Parse(printed) ?? throw Guard.Wrong("--code", new(
            $"'{printed}' không phải mã tra cứu: tám chữ và số, như 7K3M-9QXT", $"'{printed}' is no code: eight letters and digits, as 7K3M-9QXT"));
        if (await index.FindAsync(code, cancel).ConfigureAwait(false) is not { } found)
        {
            throw Guard.Wrong("--code", new($"không có số nào mang mã {code} trong các lần công bố còn lưu",
                $"no figure of the publications that are kept has the code {code}"));
        }

        if (!found.IsCurrent)
        {
            output.Say(T("Mã này của một lần công bố trước; dưới đây là số hiện nay và số trước đó.",
                "The code is of an earlier publication; below is the figure now, and what it was."));
        }

        return found.Figure;
    }

    private static void Print(Explanation explanation, CommandOutput output)
    {
        output.Line($"{explanation.Meaning.In(Current)}");
        output.Line($"{ExplanationWords.Where(explanation, Current)}");
        output.Line(string.Empty);
        var code = explanation.Code.Length == 0 ? string.Empty : T($"   mã tra cứu {explanation.Code}", $"   code {explanation.Code}");
        output.Line(T($"  {Value(explanation.Published)}{code}   số liệu đến {DayText.Print(explanation.AsOf)}",
            $"  {Value(explanation.Published)}{code}   data to {DayText.Print(explanation.AsOf)}"));
        output.Line(string.Empty);
        output.Line($"{T("Cách tính", "Formula")}: {explanation.Formula.In(Current)}");
        output.Line($"{T("Căn cứ", "Basis")}: {explanation.Law.In(Current)}");
        output.Line($"{T("Đối chiếu", "Check")}: {ExplanationWords.Agreement(explanation, Current)}");
        foreach (var (heading, text) in new[]
        {
            (T("Tình trạng", "State"), explanation.State.In(Current)),
            (T("Còn thiếu", "Missing"), explanation.Missing.In(Current)),
            (T("Dòng chờ sửa", "Waiting rows"), ExplanationWords.Waiting(explanation, Current)),
            (T("Tự sửa", "Repairs"), ExplanationWords.Repairs(explanation, Current)), (T("Lần trước", "Before"), ExplanationWords.Before(explanation, Current)),
            (T("Định nghĩa", "Definitions"), ExplanationWords.Definitions(explanation, Current)),
        }.Where(f => !string.IsNullOrEmpty(f.Item2)))
        {
            output.Line($"{heading}: {text}");
        }

        foreach (var part in explanation.Parts)
        {
            output.Line(string.Empty);
            output.Line($"{part.Name.In(Current)}: {Number(part.Value)}");
            var months = part.Terms.SelectMany(t => t.Days.Keys).Select(d => ExplanationWords.Month(explanation, d)).DistinctBy(m => m.Id)
                .OrderBy(m => m.Start).ToList();
            months = months.Count > MostMonths ? [] : months;
            output.Table(
                [T("Số hạng", "term"), T("Cộng", "sum"), .. months.Select(m => $"{m.Index}/{m.Year}")],
                part.Terms.Select(t => (string[])[t.Name.In(Current), Number(t.Value),
                    .. months.Select(m => t.Days.Count == 0 ? "–" // said of the whole, as in a report
                        : Number(t.Days.Where(d => ExplanationWords.Month(explanation, d.Key).Id == m.Id).Sum(d => d.Value)))]),
                numbersFrom: 1);
            PrintSlices(part, output);
        }

        if (explanation.Members.Count > 0)
        {
            output.Line(string.Empty);
            output.Table(
                [T("Mã", "id"), T("Đơn vị", "unit"), .. explanation.MemberHeadings.Select(h => h.In(Current))],
                explanation.Members.Select(m => (string[])[m.UnitId, m.Name, .. explanation.MemberHeadings.Select((_, i) => i < m.Values.Count
                    ? Number(m.Values[i]) : "–")]),
                numbersFrom: 2);
        }

        output.Line(string.Empty);
        output.Table(
            [T("Nguồn", "source"), T("Số liệu đến", "data to"), T("Đến lúc", "arrived"), T("Ai đưa", "brought by"), T("Tệp", "file"), "SHA-256",
                T("Dòng", "rows")],
            explanation.Files.Take(MostFiles).Select(f => (string[])[
                f.Source.In(Current), DayText.Print(f.ExportDate), f.ArrivedAt is { } at ? DayText.Print(VietnamClock.ToLocal(at)) : "–",
                ExplanationWords.BroughtBy(f, Current), f.Blob, f.Sha256[..12], Number(f.Rows)]),
            numbersFrom: 6);
        if (explanation.Files.Count > MostFiles)
        {
            var more = explanation.Files.Count - MostFiles;
            output.Line(T($"… và {more} tệp nữa (--json, --xlsx)", $"… and {more} more files (--json, --xlsx)"));
        }

        if (explanation.Rows is { } rows)
        {
            output.Line(string.Empty);
            output.Table(
                RowHeadings, rows.Take(MostRows).Select(r => (string[])[r.Code, DayText.Print(r.Day), ExplanationWords.Channel(r.Channel, Current),
                    ExplanationWords.Level(r.Level, Current), r.SourceId, $"{r.Row}", Number(r.Value)]),
                numbersFrom: 5);
            output.Line(rows.Count <= MostRows ? string.Empty
                : T($"… và {rows.Count - MostRows} dòng nữa (--csv, --json, --xlsx)", $"… and {rows.Count - MostRows} more rows (--csv, --json, --xlsx)"));
        }

        string Value(decimal? value) => ExplanationWords.Value(explanation, value, Current);
    }

    /// <summary>How a part is made up by channel and level.</summary>
    private static void PrintSlices(ExplainedPart part, CommandOutput output)
    {
        foreach (var (heading, slices) in new[]
        {
            (T("Kênh", "Channel"), Sums(part, t => t.Channels, c => Enum.TryParse<Channel>(c, out var channel) ? CounterTerm.ChannelName(channel) : null)),
            (T("Mức độ", "Level"), Sums(part, t => t.Levels, l => Enum.TryParse<ServiceLevel>(l, out var level) ? CounterTerm.LevelName(level) : null)),
        }.Where(s => s.Item2.Length > 0))
        {
            output.Line($"  {heading}: {slices}");
        }
    }

    private static string Sums(ExplainedPart part, Func<ExplainedTerm, IReadOnlyDictionary<string, decimal>> of, Func<string, Bilingual?> nameOf) =>
        string.Join("; ", part.Terms.SelectMany(of).GroupBy(s => s.Key, s => s.Value, StringComparer.Ordinal)
            .Select(g => $"{nameOf(g.Key)?.In(Current) ?? g.Key} {Number(g.Sum())}"));

    private static string Number(decimal value) => Domain.Indicators.Figures.Number(Math.Round(value, 4, MidpointRounding.AwayFromZero), Current);

    private static object Json(Explanation e) => new
    {
        e.Figure.Table, Period = e.Figure.Period.Id, Of = e.Figure.Of, e.Figure.Column, e.Figure.Field, e.Figure.Day, e.Code, e.Meaning, e.Name, e.Published,
        e.Explained, e.Agrees, e.Formula, e.Law, e.Parts, e.Members, e.Files, e.Repairs, e.Waiting, e.Definitions, e.ChangedDefinitions, e.Before,
            e.AsOf, Missing = e.Missing.In(Current),
        e.Version, e.IsDue, e.Rows,
    };

    private static Command Verify(CommandOutput output)
    {
        var period = new Option<string?>("--period") { Description = "Period id, for example nd09-2022-H1." };
        var workbook = new Option<FileInfo?>("--workbook") { Description = "A report as it was sent: whether its figures are those published." };
        var command = new Command("verify", "Count a period again from the exports themselves, or hold a report against what is published.")
            { period, workbook, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            if ((result.GetValue(period) is null) == (result.GetValue(workbook) is null))
            {
                throw Guard.Wrong("verify", new("cần --period KỲ, hoặc --workbook TỆP", "needs --period PERIOD, or --workbook FILE"));
            }

            if (result.GetValue(workbook) is { Exists: false } none)
            {
                throw Guard.NoFile(none);
            }

            var asked = result.GetValue(period) is { } id ? Guard.Period(id) : null;
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            return asked is not null ? await VerifyPeriodAsync(session, asked, result, output, cancel).ConfigureAwait(false)
                : await VerifyWorkbookAsync(session, result.GetValue(workbook)!, result, output, cancel).ConfigureAwait(false);
        }));
        return command;
    }

    private static async Task<int> VerifyPeriodAsync(
        Session session, Domain.Periods.Period period, ParseResult result, CommandOutput output, CancellationToken cancel)
    {
        VerificationResult? verified = null;
        await output.ProgressAsync(T("Đếm lại từ tệp gốc", "Counting again from the exports"), async step =>
            verified = await session.Get<PeriodVerification>().RunAsync(period, output.IsTerminal ? step : _ => { }, cancel).ConfigureAwait(false))
            .ConfigureAwait(false);
        var v = verified!;
        if (ListOptions.IsForProgram(result) || v.Differences.Count > 0)
        {
            output.Show(
                result,
                [T("Bảng", "table"), T("Dòng", "row"), T("Cột", "column"), T("Đã công bố", "published"), T("Đếm lại", "counted again")],
                v.Differences.Take(MostRows).Select(d => new[] { d.Table, d.Row, d.Column, d.Published, d.Recounted }), numbersFrom: 9, () => v);
        }

        if (v.Differences.Count > MostRows)
        {
            output.Say($"… {v.Differences.Count - MostRows} (--json)");
        }

        foreach (var file in v.Unread.Take(MostFiles))
        {
            output.Say($"  {file.Blob}: {Why(file.Why)}");
        }

        output.Say(v.Differences.Count == 0 && v.Unread.Count == 0
            ? T($"KHỚP: {v.Rows} dòng của {period.Id} (phiên bản {v.Version}) bằng số đếm lại từ {v.Files} tệp gốc.",
                $"EQUAL: {Output.Print.Many(v.Rows, "row")} of {period.Id} (version {v.Version}) are those counted again from "
                    + $"{Output.Print.Many(v.Files, "export")}.")
            : v.Differences.Count == 0
                ? T($"Không thấy khác, nhưng {v.Unread.Count} tệp gốc không còn để đếm lại.",
                    $"Nothing differs, but {Output.Print.Many(v.Unread.Count, "export")} could not be counted.")
            : T($"KHÁC ở {v.Differences.Count} ô" + (v.Unread.Count > 0 ? $"; {v.Unread.Count} tệp gốc không còn để đếm lại" : string.Empty)
                    + (v.IsSigned ? "; kỳ đã ký, số đứng như đã ký: xem govpipeline period draft."
                        : v.IsDue ? "; kỳ đang chờ công bố lại: chạy govpipeline publish rồi kiểm lại." : "."),
                $"DIFFERENT in {Output.Print.Many(v.Differences.Count, "cell")}"
                    + (v.Unread.Count > 0 ? $"; {Output.Print.Many(v.Unread.Count, "export")} could not be counted" : string.Empty)
                    + (v.IsSigned ? "; the period is signed and stands as signed: see govpipeline period draft."
                        : v.IsDue ? "; the period waits to be published again: run govpipeline publish, then verify." : ".")));
        return v.IsEqual ? ExitCodes.Done : ExitCodes.Failed;

        static string Why(string why) => why switch
        {
            UnreadFile.Deleted => T("tệp gốc đã xóa (hết hạn lưu, hoặc xóa tay)", "the export is deleted (its time was over, or by hand)"),
            UnreadFile.NoSource => T("nguồn không còn được định nghĩa", "its source is no longer defined"),
            UnreadFile.Another => T("nội dung dưới tên này đã khác", "another content stands under its name"),
            _ => why,
        };
    }

    private static async Task<int> VerifyWorkbookAsync(Session session, FileInfo file, ParseResult result, CommandOutput output, CancellationToken cancel)
    {
        var checkedFile = await session.Get<WorkbookVerification>().RunAsync(file.FullName, cancel).ConfigureAwait(false);
        if (ListOptions.IsForProgram(result) || checkedFile.Differences.Count > 0)
        {
            output.Show(
                result,
                [T("Trang tính", "sheet"), T("Ô", "cell"), T("Trong tệp", "in the file"), T("Đã công bố", "published")],
                checkedFile.Differences.Take(MostRows).Select(d => new[] { d.Sheet, d.Cell, d.InFile, d.Published }), numbersFrom: 9, () => checkedFile);
        }

        output.Say(checkedFile.Differences.Count == 0
            ? T($"ĐÚNG: mọi ô của tệp là số đã công bố của {checkedFile.Period}, {checkedFile.UnitName}, phiên bản {checkedFile.Version}.",
                $"TRUE: every cell is as published of {checkedFile.Period}, {checkedFile.UnitName}, version {checkedFile.Version}.")
            : checkedFile.IsSameVersion
                ? T($"SAI: {checkedFile.Differences.Count} ô khác số đã công bố của cùng phiên bản {checkedFile.Version}: tệp đã bị sửa.",
                    $"FALSE: {checkedFile.Differences.Count} cells differ from what was published as version {checkedFile.Version}: the file was changed.")
                : T($"KHÁC: tệp in từ phiên bản {checkedFile.FileVersion}, nay đã công bố phiên bản {checkedFile.Version}; "
                        + $"{checkedFile.Differences.Count} ô khác.",
                    $"DIFFERENT: the file is of version {checkedFile.FileVersion}, published now is {checkedFile.Version}; "
                        + $"{checkedFile.Differences.Count} cells differ."));
        return checkedFile.Differences.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
