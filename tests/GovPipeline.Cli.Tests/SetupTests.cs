using System.Diagnostics;
using GovPipeline.Cli.Commands;
using GovPipeline.Cli.Output;
using GovPipeline.Pipeline.Configuration;

namespace GovPipeline.Cli.Tests;

/// <summary>The first minute of whoever sets it up.</summary>
public sealed class SetupTests
{
    private static readonly string[] Answers =
    [
        "--place", "UBND huyện Gò Dầu", "--systems", "onestop-city,zalo", "--address", "onestop-city=https://motcua.godau.example/", "--mail",
            "mail.godau.example",
        "--leader", "chutich@godau.example", "--operator", "vanhanh@godau.example",
    ];

    [Fact]
    public async Task Init_writes_a_configuration_that_starts_and_overwrites_none()
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-init-test-").FullName;
        (await CommandLine.RunAsync(["init", "--folder", folder, .. Answers])).ShouldBe(ExitCodes.Done);
        var data = ReferenceData.Load(Path.Combine(folder, "seeds"));
        data.Letterhead.Body.ShouldBe(["ỦY BAN NHÂN DÂN", "HUYỆN GÒ DẦU"]);
        data.Letterhead.Place.ShouldBe("Gò Dầu");
        data.Sources.Enabled.Select(s => s.Id).ShouldBe(["onestop-city", "zalo"], ignoreOrder: true);
        data.Recipients.Select(r => r.Address).ShouldBe(["chutich@godau.example", "vanhanh@godau.example"]);
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "govpipeline.json"));
        text.ShouldContain("https://motcua.godau.example/");
        Should.NotThrow(() => KnownSettings.Check("govpipeline.json", Flat(text), isOursAlone: true));
        (await CommandLine.RunAsync(["init", "--folder", folder, .. Answers])).ShouldBe(ExitCodes.Usage, "what stands there is not overwritten");
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("--systems", "onestop-cty")]
    [InlineData("--leader", "chu tich")]
    [InlineData("--address", "zalo=khong phai dia chi")]
    [InlineData("--mail", "may chu")]
    public async Task A_wrong_answer_is_a_wrong_argument_and_leaves_nothing_behind(string option, string value)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"govpipeline-init-{Guid.NewGuid():N}");
        var answers = Answers.ToArray();
        answers[Array.IndexOf(answers, option) + 1] = value;
        (await CommandLine.RunAsync(["init", "--folder", folder, .. answers])).ShouldBe(ExitCodes.Usage);
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task The_completion_of_bash_completes_commands()
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/bin/bash"))
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("govpipeline-completion-").FullName;
        var program = Path.Combine(folder, "govpipeline");
        await File.WriteAllTextAsync(program, $"#!/bin/bash\nexec dotnet \"{typeof(CommandLine).Assembly.Location}\" \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var script = Path.Combine(folder, "try.sh");
        await File.WriteAllTextAsync(script, $$"""
            export PATH="{{folder}}:$PATH"
            source <(govpipeline completion bash)
            COMP_WORDS=(govpipeline quar); COMP_CWORD=1; COMP_LINE="govpipeline quar"; COMP_POINT=16
            _govpipeline
            echo "${COMPREPLY[@]}"
            """);
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", script) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        said.Trim().ShouldBe("quarantine");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_completion_of_zsh_is_registered_also_in_a_bare_shell()
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/usr/bin/zsh"))
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("govpipeline-completion-").FullName;
        var script = Path.Combine(folder, "_govpipeline");
        using (var program = Process.Start(new ProcessStartInfo("dotnet", $"\"{typeof(CommandLine).Assembly.Location}\" completion zsh")
            { RedirectStandardOutput = true })!)
        {
            await File.WriteAllTextAsync(script, await program.StandardOutput.ReadToEndAsync());
            await program.WaitForExitAsync();
        }

        var asked = $"source '{script}'; print -r -- $_comps[govpipeline]";
        var start = new ProcessStartInfo("/usr/bin/zsh", ["-f", "-c", asked]) { RedirectStandardOutput = true };
        start.Environment["HOME"] = folder; // where it keeps what it found
        using var zsh = Process.Start(start)!;
        var said = await zsh.StandardOutput.ReadToEndAsync();
        await zsh.WaitForExitAsync();
        said.ShouldContain("_govpipeline");
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Flat(string json)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        var read = Microsoft.Extensions.Configuration.JsonConfigurationExtensions.AddJsonStream(
            new Microsoft.Extensions.Configuration.ConfigurationBuilder(), stream).Build();
        return [.. Microsoft.Extensions.Configuration.ConfigurationExtensions.AsEnumerable(read)];
    }
}
