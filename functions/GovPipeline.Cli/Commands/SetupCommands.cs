using System.CommandLine;
using GovPipeline.Cli.Output;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands that set the tool up: completion of a shell.</summary>
internal static class SetupCommands
{
    public static IEnumerable<Command> All(CommandOutput output) => [Completion(output)];

    private static Command Completion(CommandOutput output)
    {
        var shell = new Argument<string>("SHELL") { Description = "Of bash, zsh, pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new Command("completion", "Print a script that completes commands and options: source <(govpipeline completion bash).") { shell };
        command.SetAction(result =>
        {
            output.Line(result.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => "autoload -U +X bashcompinit && bashcompinit\n" + Bash,
                _ => PowerShell,
            });
            return ExitCodes.Done;
        });
        return command;
    }

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
