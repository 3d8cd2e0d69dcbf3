using System.CommandLine;
using GovPipeline.Cli.Output;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Onboarding;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands that set the tool up: a configuration, completion of a shell.</summary>
internal static class SetupCommands
{
    public static IEnumerable<Command> All(CommandOutput output) => [Init(output), Completion(output)];

    private static Command Init(CommandOutput output)
    {
        var folder = new Option<DirectoryInfo>("--folder")
            { Description = "Folder to write into; it must not hold a configuration yet.", DefaultValueFactory = _ => new DirectoryInfo(".") };
        var place = new Option<string?>("--place") { Description = "Name of the place, as it stands on letters: UBND thành phố Tây Ninh." };
        var systems = new Option<string?>("--systems") { Description = "Ids of the sources in use, separated by commas; all without it." };
        var addresses = new Option<string[]>("--address")
            { Description = "Address of a source that is pulled: onestop-city=https://…; may be given several times." };
        var mail = new Option<string?>("--mail") { Description = "Host of the mail server." };
        var leaders = new Option<string[]>("--leader") { Description = "Address of a leader who gets alerts; may be given several times." };
        var runner = new Option<string?>("--operator") { Description = "Address of whoever runs the data." };
        var command = new Command("init", "Ask five questions (place, systems, addresses, mail server, recipients) and write a checked configuration.")
            { folder, place, systems, addresses, mail, leaders, runner };
        command.SetAction((result, cancel) => Guard.RunAsync(output, () =>
        {
            var seeds = ReferenceData.FindFolder(null);
            var ids = Directory.EnumerateFiles(Path.Combine(seeds, "sources"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!)
                .Order(StringComparer.Ordinal).ToList();
            var name = Answer(output, result.GetValue(place), place.Name, T("1/5 Tên cơ quan như trên công văn", "1/5 Name of the place as on letters"),
                "UBND thành phố Tây Ninh");
            if (output.CanAsk)
            {
                output.Say(T($"Các nguồn mẫu: {string.Join(", ", ids)}", $"Sample sources: {string.Join(", ", ids)}"));
            }

            var chosen = Split(Answer(output, result.GetValue(systems) ?? (output.CanAsk ? null : string.Empty), systems.Name,
                T("2/5 Nguồn đang dùng, cách nhau bằng dấu phẩy; để trống là tất cả", "2/5 Sources in use, separated by commas; empty for all"), string.Empty));
            if ((result.GetValue(addresses) ?? []).FirstOrDefault(a => !a.Contains('=', StringComparison.Ordinal)) is { } bare)
            {
                throw Guard.Wrong($"--address {bare}", new("viết NGUỒN=ĐỊA CHỈ, như onestop-city=https://…",
                    "write SOURCE=ADDRESS, as onestop-city=https://…"));
            }

            if ((result.GetValue(addresses) ?? []).GroupBy(a => a.Split('=')[0], StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                throw Guard.Wrong($"--address {twice.Key}=…", new("một nguồn có một địa chỉ", "a source has one address"));
            }

            var urls = (result.GetValue(addresses) ?? []).Select(a => a.Split('=', 2)).Where(a => a.Length == 2).ToDictionary(a => a[0], a => a[1]);
            foreach (var id in ids.Where(i => output.CanAsk && (chosen.Length == 0 || chosen.Contains(i)) && Pulled(seeds, i) && !urls.ContainsKey(i)))
            {
                var url = output.AskText(T($"3/5 Địa chỉ của {id}; để trống nếu chưa có", $"3/5 Address of {id}; empty when not known yet"), string.Empty);
                if (url.Trim().Length > 0)
                {
                    urls[id] = url.Trim();
                }
            }

            var host = Answer(output, result.GetValue(mail), mail.Name, T("4/5 Máy chủ thư", "4/5 Mail server"), "localhost");
            var heads = result.GetValue(leaders) is { Length: > 0 } given ? given
                : Split(Address(output, null, leaders.Name, T("5/5 Địa chỉ lãnh đạo nhận cảnh báo", "5/5 Addresses of leaders who get alerts")));
            var duty = Address(output, result.GetValue(runner), runner.Name, T("5/5 Địa chỉ người vận hành số liệu", "5/5 Address of whoever runs the data"));
            var target = result.GetValue(folder)!.FullName;
            new NewPlace(name, chosen, urls, host, heads, duty).Write(seeds, target);
            output.Line(Path.Combine(target, NewPlace.SettingsFile));
            output.Line(Path.Combine(target, "seeds"));
            output.Say(T(
                "Đã kiểm tra. Việc tiếp theo: thay seeds/reference/units.json và targets.json bằng danh mục, mục tiêu của địa phương; đặt bí mật Secrets__…; "
                    + "rồi chạy govpipeline doctor trong thư mục này.",
                "Checked. Next: put the place's own units and targets into seeds/reference/units.json and targets.json; set the secrets Secrets__…; then run "
                    + "govpipeline doctor in this folder."));
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static string Answer(CommandOutput output, string? given, string option, string question, string suggestion) => given
        ?? (output.CanAsk ? output.AskText(question, suggestion).Trim()
            : throw Guard.Wrong(option, new("không có màn hình để hỏi; ghi tùy chọn này", "there is no screen to ask on; give the option")));

    /// <summary>An address, or several; asked for again until one is given, so that the answers before it are not lost.</summary>
    private static string Address(CommandOutput output, string? given, string option, string question)
    {
        var answer = Answer(output, given, option, question, string.Empty);
        while (given is null && !answer.Contains('@', StringComparison.Ordinal))
        {
            output.Say(T("Cần một địa chỉ thư, ví dụ chutich@huyen.gov.vn.", "A mail address is needed, such as chair@district.gov.vn."));
            answer = Answer(output, null, option, question, string.Empty);
        }

        return answer;
    }

    private static string[] Split(string text) => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool Pulled(string seeds, string id) =>
        File.ReadAllText(Path.Combine(seeds, "sources", $"{id}.json")).Contains("\"pull\"", StringComparison.Ordinal);

    private static Command Completion(CommandOutput output)
    {
        var shell = new Argument<string>("SHELL") { Description = "Of bash, zsh, pwsh (powershell)." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh", "powershell");
        var command = new Command("completion", "Print a script that completes commands and options: source <(govpipeline completion bash).") { shell };
        command.SetAction(result =>
        {
            output.Line(result.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh + Bash,
                _ => PowerShell,
            });
            return ExitCodes.Done;
        });
        return command;
    }

    // A bare zsh has no completion before it is asked for.
    private const string Zsh = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }\nautoload -U +X bashcompinit && bashcompinit\n";

    private const string Bash = """
        _govpipeline() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(govpipeline "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _govpipeline govpipeline
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName govpipeline -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            govpipeline "[suggest:$cursorPosition]" "$commandAst" | Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;
}
