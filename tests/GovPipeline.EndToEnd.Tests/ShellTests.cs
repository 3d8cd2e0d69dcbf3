using System.Diagnostics;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>Completion in the shells themselves, with the program as it is installed: by its name on the path.</summary>
public sealed class ShellTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("govpipeline-completion-").FullName;

    public ShellTests()
    {
        var program = Path.Combine(_folder, "govpipeline");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet \"{Path.Combine(AppContext.BaseDirectory, "govpipeline.dll")}\" \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    [ProgramFact("bash")]
    public async Task Bash_completes_commands() => (await RunAsync("bash", "try.sh", [], """
        source <(govpipeline completion bash)
        COMP_WORDS=(govpipeline quar); COMP_CWORD=1; COMP_LINE="govpipeline quar"; COMP_POINT=16
        _govpipeline
        echo "${COMPREPLY[@]}"
        """)).ShouldBe("quarantine");

    [ProgramFact("zsh")]
    public async Task Zsh_knows_how_to_complete_also_in_a_bare_shell() => (await RunAsync("zsh", "try.zsh", ["-f"], """
        source <(govpipeline completion zsh)
        print -r -- $_comps[govpipeline]
        """)).ShouldContain("_govpipeline");

    [ProgramFact("pwsh")]
    public async Task PowerShell_completes_commands_and_options() => (await RunAsync("pwsh", "try.ps1", ["-NoProfile", "-File"], """
        govpipeline completion powershell | Out-String | Invoke-Expression
        (TabExpansion2 -inputScript 'govpipeline quar' -cursorColumn 16).CompletionMatches | ForEach-Object { $_.CompletionText }
        (TabExpansion2 -inputScript 'govpipeline report --per' -cursorColumn 24).CompletionMatches | ForEach-Object { $_.CompletionText }
        """)).ShouldBe("quarantine\n--period");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> RunAsync(string shell, string file, string[] options, string script)
    {
        var path = Path.Combine(_folder, file);
        await File.WriteAllTextAsync(path, script + "\n");
        var start = new ProcessStartInfo(ProgramFactAttribute.Find(shell)!, [.. options, path]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = _folder; // where a shell keeps what it found
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.Trim();
    }
}
