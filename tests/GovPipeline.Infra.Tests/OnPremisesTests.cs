using System.Diagnostics;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Alerts;
using GovPipeline.Infra.Tests.PowerBi;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Infra.Tests;

/// <summary>What runs on premises, and the page of operating, against the code. No container engine runs here: the images are not built.</summary>
public sealed partial class OnPremisesTests
{
    private static readonly string Root = PowerBiProject.Root;
    private static readonly string Folder = Path.Combine(Root, "infra", "on-premises");

    [Fact]
    public void What_the_images_copy_is_there_and_what_they_start_is_what_is_built()
    {
        var lines = Text("Dockerfile").Split('\n');
        foreach (var copy in lines.Where(l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from", StringComparison.Ordinal)))
        {
            copy.Split(' ')[1..^1].ShouldAllBe(p => Path.Exists(Path.Combine(Root, p)), copy);
        }

        foreach (Match project in Regex.Matches(Text("Dockerfile"), "dotnet publish (\\S+)"))
        {
            Directory.Exists(Path.Combine(Root, project.Groups[1].Value)).ShouldBeTrue(project.Value);
        }

        File.ReadAllText(Path.Combine(Root, "functions", "GovPipeline.Cli", "GovPipeline.Cli.csproj"))
            .ShouldContain("<AssemblyName>govpipeline</AssemblyName>");
        lines.ShouldContain("ENTRYPOINT [\"dotnet\", \"/app/govpipeline.dll\"]");
        lines.Count(l => l.StartsWith("USER app", StringComparison.Ordinal)).ShouldBe(1, "the host is nobody's root");
    }

    [Fact]
    public void Settings_of_the_compose_file_are_known_and_the_emulator_is_named_what_it_is()
    {
        var text = Text("compose.yaml");
        var keys = SettingPattern().Matches(text[text.IndexOf("environment:", StringComparison.Ordinal)..])
            .Select(m => KeyValuePair.Create(m.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal), (string?)"x")).ToList();
        keys.Count.ShouldBeGreaterThan(3);
        KnownSettings.Check("compose.yaml", keys, isOursAlone: true);
        text.ShouldContain("NOT FOR PRODUCTION");
        text.ShouldContain("--disableTelemetry");
        Bicep.Text("package.json").ShouldContain($"\"azurite\": \"{Regex.Match(text, "azurite:([0-9.]+)").Groups[1].Value}\"");
    }

    [Fact]
    public void Kubernetes_scales_on_the_queues_that_there_are() =>
        Regex.Matches(Text("keda.yaml"), "queueName: ([a-z-]+)").Select(m => m.Groups[1].Value)
            .ShouldBe(StorageNames.Queues.Where(q => q != StorageNames.LandedQueue), ignoreOrder: true);

    [SystemdFact]
    public void The_unit_is_one_that_systemd_takes()
    {
        using var folder = new TemporaryFolder();
        var (program, unit) = (Path.Combine(folder.Path, "govpipeline"), Path.Combine(folder.Path, "govpipeline.service"));
        File.WriteAllText(program, "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        File.WriteAllText(unit, Text("govpipeline.service").Replace("/opt/govpipeline/govpipeline", program, StringComparison.Ordinal));
        using var verify = Process.Start(new ProcessStartInfo(SystemdFactAttribute.Program, ["verify", unit]) { RedirectStandardError = true })!;
        var said = verify.StandardError.ReadToEnd();
        verify.WaitForExit();
        said.Split('\n').Where(l => l.Contains("govpipeline", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_alert_of_the_pipeline_and_of_the_template_has_a_line_that_says_what_to_do()
    {
        var rows = File.ReadAllLines(Path.Combine(Root, "infra", "operations.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).ToList();
        foreach (var kind in Enum.GetNames<AlertKind>())
        {
            rows.Count(r => r.Split('|')[1].Contains($"`{kind}`", StringComparison.Ordinal)).ShouldBe(1, kind);
        }

        foreach (Match rule in Regex.Matches(Bicep.Text("modules/alerts.bicep"), "(?m)^    name: '([a-z-]+)'"))
        {
            rows.ShouldContain(r => r.StartsWith($"| Azure: `{rule.Groups[1].Value}`", StringComparison.Ordinal), rule.Value);
        }
    }

    private static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    [GeneratedRegex(@"(?m)^      (\w+): ")]
    private static partial Regex SettingPattern();

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("govpipeline-unit-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }

    private sealed class SystemdFactAttribute : FactAttribute
    {
        public const string Program = "/usr/bin/systemd-analyze";

        public SystemdFactAttribute() => Skip = File.Exists(Program) ? null : "systemd-analyze is not installed.";
    }
}
