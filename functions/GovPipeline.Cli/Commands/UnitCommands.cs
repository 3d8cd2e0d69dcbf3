using System.CommandLine;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.LocalHost;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Onboarding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands about units: which there are on a day, what they were before, and taking an official list.</summary>
internal static class UnitCommands
{
    public static Command All(CommandOutput output) => new("units", "Units on a day, what they were merged from, and taking an official list.")
        { List(output), Show(output), Import(output) };

    private static Command List(CommandOutput output)
    {
        var on = DayArguments.Option("--on", "The day; today without it.");
        var command = new Command("list", "Show the units of a day with code, tier and since when they can be compared.") { on, ListOptions.AsJson,
            ListOptions.AsCsv };
        command.SetAction((result, _) => Guard.RunAsync(output, () =>
        {
            using var host = Host(result);
            var (reference, day) = (host.Services.GetRequiredService<ReferenceData>(), result.GetValue(on) ?? VietnamClock.Today(TimeProvider.System));
            var units = reference.Units.All.Where(u => u.ExistsOn(day)).Select(u => new UnitLine(
                u.IsArea ? RollupId.Area(u.Id) : u.Id, u.NameOn(day).Name, u.NameOn(day).Code, u.IsArea ? T("địa bàn", "area") : Print.Tier(u.Tier),
                SinceText(reference.Successions.Since(u.IsArea ? RollupId.Area(u.Id) : u.Id, day)))).ToList();
            output.Show(result, ["Id", T("Tên", "name"), T("Mã", "code"), T("Cấp", "tier"), T("So sánh được từ", "comparable since")],
                units.Select(u => new[] { u.Id, u.Name, u.Code, u.Tier, u.ComparableSince }), numbersFrom: 5, () => units);
            foreach (var ended in reference.Successions.Untold)
            {
                var (name, last) = (ended.NameOn(ended.LastDay).Name, DayText.Print(ended.LastDay));
                output.Say(T(
                    $"? {name} ({ended.Id}) kết thúc {last} mà successions.json không nói chuyển về đâu; không có đơn vị kế thừa thì ghi dòng chỉ có from",
                    $"? {name} ({ended.Id}) ended on {last} and successions.json does not say where it went; without successor write a line with from alone"));
            }

            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static Command Show(CommandOutput output)
    {
        var unit = new Argument<string>("UNIT") { Description = "Unit id or name." };
        var command = new Command("show", "Show a unit's names and codes by day, what it was merged from and where it went, and what it can be compared with.")
            { unit, ListOptions.AsJson };
        command.SetAction((result, _) => Guard.RunAsync(output, () =>
        {
            using var host = Host(result);
            var reference = host.Services.GetRequiredService<ReferenceData>();
            var found = Find(reference, result.GetValue(unit)!);
            var last = found.LastDay == DateOnly.MaxValue ? VietnamClock.Today(TimeProvider.System) : found.LastDay;
            var id = found.IsArea ? RollupId.Area(found.Id) : found.Id;
            var since = reference.Successions.Since(id, last);
            var reason = since == DateOnly.MinValue ? null : reference.Successions.OfPublished(id, last, since.AddDays(-1)).Reason;
            if (result.GetValue(ListOptions.AsJson))
            {
                output.WriteJson(new { found.Id, found.Tier, found.Names, From = reference.Successions.Into(found.Id),
                    To = reference.Successions.OutOf(found.Id),
                    ComparableSince = since, Reason = reason });
                return Task.FromResult(ExitCodes.Done);
            }

            output.Say($"{found.Id}, {Print.Tier(found.Tier)}");
            foreach (var name in found.Names)
            {
                output.Say($"  {name.Name}{(name.Code.Length > 0 ? $" ({name.Code})" : string.Empty)}: {SinceText(name.ValidFrom)} – "
                    + (name.ValidTo == DateOnly.MaxValue ? "…" : DayText.Print(name.ValidTo)));
            }

            Tell(T("Lập từ", "Merged from"), reference.Successions.Into(found.Id), c =>
                c.FromName ?? reference.Units.Find(c.From!)!.NameOn(c.On.AddDays(-1)).Name);
            Tell(T("Chuyển về", "Went to"), reference.Successions.OutOf(found.Id),
                c => c.To is { } to ? reference.Units.Find(to)!.NameOn(c.On).Name : c.ToName ?? T("không có đơn vị kế thừa", "no successor"));
            output.Say(reason is null ? T("So sánh được với mọi kỳ trước.", "Comparable with every period before.")
                : T($"Không so sánh được với kỳ bắt đầu trước {DayText.Print(since)}: {reason.Vi}.",
                    $"Not comparable with periods that begin before {DayText.Print(since)}: {reason.En}."));
            return Task.FromResult(ExitCodes.Done);

            void Tell(string title, IEnumerable<Succession> changes, Func<Succession, string> other)
            {
                foreach (var day in changes.GroupBy(c => (c.On, c.LegalBasis)))
                {
                    output.Say($"{title} ({DayText.Print(day.Key.On)}, {day.Key.LegalBasis}): "
                        + string.Join(", ", day.Select(c => other(c) + (!c.IsPartial ? string.Empty
                            : c.Share is { } share ? $" ({T("một phần", "a part")}, {share:0.##%})" : $" ({T("một phần", "a part")})"))));
                }
            }
        }));
        return command;
    }

    private static Command Import(CommandOutput output)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The official list: a workbook or CSV with columns Mã and Tên (Cấp, Mã TP)." };
        var changes = new Option<FileInfo?>("--changes")
            { Description = "What was merged into what: columns Tên cũ, Tên mới (Mã cũ, Mã mới, Một phần, Tỷ lệ, Nghị quyết)." };
        var on = DayArguments.Option("--on", "The first day on which the list holds.", required: true);
        var area = new Option<string?>("--area") { Description = "The area its units are below; the first without it." };
        var province = new Option<string?>("--province") { Description = "Take only rows of this province's code." };
        var same = new Option<string[]>("--same") { Description = "Code of a unit that only changed its name or code; again for each.",
            AllowMultipleArgumentsPerToken = true };
        var basis = new Option<string?>("--basis") { Description = "The resolution, where rows of --changes name none." };
        var apply = new Option<bool>("--apply") { Description = "Write what was shown into the reference data; without it nothing is changed." };
        var command = new Command("import", "Take an official list of wards and communes: shows what would change, and writes it with --apply.")
            { file, changes, on, area, province, same, basis, apply, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, _) => Guard.RunAsync(output, async () =>
        {
            var (path, other) = (result.GetValue(file)!, result.GetValue(changes));
            foreach (var missing in new[] { path, other }.OfType<FileInfo>().Where(f => !f.Exists))
            {
                throw Guard.NoFile(missing);
            }

            var (day, latest) = (result.GetValue(on)!.Value, VietnamClock.Today(TimeProvider.System).AddYears(MostYearsAhead));
            if (day > latest)
            {
                throw Guard.Wrong("--on", new($"{DayText.Print(day)} quá xa: muộn nhất {DayText.Print(latest)}",
                    $"{DayText.Print(day)} is too far away: {DayText.Print(latest)} at the latest"));
            }

            var folder = ReferenceData.FindFolder(Environment.GetEnvironmentVariable("Pipeline__Seeds"));
            if (UnitFiles.Finish(Path.Combine(folder, "reference")))
            {
                output.Say(T("Lần nhập trước bị cắt ngang, nay đã xong.", "The import before was cut off, and is ended now."));
            }

            using var host = Host(result);
            var reference = host.Services.GetRequiredService<ReferenceData>();
            var areas = reference.Units.Areas.Select(a => a.Id).ToList();
            var below = result.GetValue(area) is { } id ? RollupId.UnitOf(id) : areas[0];
            if (!areas.Contains(below, StringComparer.Ordinal))
            {
                throw UnknownArgument.Of(new("Danh sách địa bàn", "Areas"), below, areas);
            }

            await using var list = path.OpenRead();
            await using var more = other?.OpenRead();
            var terms = new ImportTerms(day, below, result.GetValue(province), result.GetValue(same) ?? [], result.GetValue(basis));
            var import = UnitImport.Of(reference, (list, path.Name), more is null ? null : (more, other!.Name), terms);
            output.Show(
                result, [T("Thay đổi", "change"), "Id", T("Mã", "code"), T("Tên", "name"), T("Cần xem", "look at")],
                import.Changes.Select(c => new[] { Kind(c.Kind), c.UnitId, c.Code, c.Name, c.Remark is null ? string.Empty : T(c.Remark) }), numbersFrom: 5,
                () => new { import.Changes, import.Arrows, import.Untold, import.Skipped });
            if (ListOptions.IsForProgram(result) && !result.GetValue(apply))
            {
                return ExitCodes.Done;
            }

            foreach (var arrow in import.Arrows)
            {
                output.Say($"  {Half(arrow)}");
            }

            if (import.Untold.Count > 0)
            {
                var untold = string.Join(", ", import.Untold);
                output.Say(T($"? chưa nói chuyển về đâu: {untold}", $"? not told where they went: {untold}"));
            }

            foreach (var skipped in import.Skipped.Take(MostSkipped))
            {
                output.Say($"– {Half(skipped)}");
            }

            if (import.Skipped.Count > MostSkipped)
            {
                output.Say(T($"– và {import.Skipped.Count - MostSkipped} dòng khác", $"– and {import.Skipped.Count - MostSkipped} more rows"));
            }

            if (!import.ChangesAnything)
            {
                output.Say(T("Không có gì thay đổi.", "Nothing changes."));
            }
            else if (!result.GetValue(apply))
            {
                output.Say(T("Chưa ghi gì. Xem kỹ rồi chạy lại với --apply.", "Nothing was written. Look at it, then run again with --apply."));
            }
            else
            {
                import.Apply();
                output.Say(T("✓ Đã ghi units.json" + (more is null ? string.Empty : ", successions.json") + ". Tính lại: govpipeline rebuild",
                    "✓ Written: units.json" + (more is null ? string.Empty : ", successions.json") + ". Count again: govpipeline rebuild"));
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private const int MostSkipped = 10, MostYearsAhead = 2;

    private static IHost Host(ParseResult result) => LocalHostBuilder.Build(SourceCommands.NoStorage, result.GetValue(SessionArguments.Verbose));

    private static Unit Find(ReferenceData reference, string text) => reference.Units.Find(RollupId.UnitOf(text))
        ?? reference.Units.Candidates(text).Select(c => c.Unit).OrderByDescending(u => u.LastDay).FirstOrDefault()
        ?? throw UnknownArgument.Of(new("Danh sách đơn vị", "Units"), text, reference.Units.All.SelectMany(u => u.Names.Select(n => n.Name).Append(u.Id)));

    private static string SinceText(DateOnly day) => day <= new DateOnly(1900, 1, 1) ? T("luôn", "always") : DayText.Print(day);

    private static string Kind(UnitChangeKind kind) => kind switch
    {
        UnitChangeKind.New => T("mới", "new"),
        UnitChangeKind.Ended => T("kết thúc", "ended"),
        UnitChangeKind.Renamed => T("đổi tên, mã", "renamed"),
        _ => T("không đổi", "unchanged"),
    };

    private sealed record UnitLine(string Id, string Name, string Code, string Tier, string ComparableSince);
}
