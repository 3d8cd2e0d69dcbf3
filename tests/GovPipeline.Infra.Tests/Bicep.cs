using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using GovPipeline.Testing;

namespace GovPipeline.Infra.Tests;

/// <summary>The Bicep compiler over <c>infra</c>.</summary>
internal static class Bicep
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Csv.Seeds)!, "infra");

    private static readonly Lazy<JsonElement> Compiled = new(() =>
    {
        var (output, error, code) = Run("build", "main.bicep", "--stdout");
        return code == 0 && error.Length == 0 ? JsonDocument.Parse(output).RootElement : throw new InvalidOperationException(error);
    });

    /// <summary>Whether the compiler runs here.</summary>
    public static bool Runs { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>The template that main.bicep becomes.</summary>
    public static JsonElement Template => Compiled.Value;

    /// <summary>Every resource of the template and of the templates within it, loops and conditions as they stand.</summary>
    public static IEnumerable<JsonElement> Resources => Of(Template);

    /// <summary>The text of a file of infra.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    /// <summary>Runs the compiler.</summary>
    public static (string Output, string Error, int Code) Run(params string[] arguments)
    {
        var package = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Bicep").Value!;
        var program = Path.Combine(package, "tools", "bicep");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
        }

        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, error.Result.Trim(), process.ExitCode);
    }

    private static IEnumerable<JsonElement> Of(JsonElement template)
    {
        var resources = template.GetProperty("resources");
        foreach (var resource in resources.ValueKind == JsonValueKind.Array
            ? resources.EnumerateArray() : resources.EnumerateObject().Select(p => p.Value))
        {
            yield return resource;
            if (resource.GetProperty("type").GetString() == "Microsoft.Resources/deployments")
            {
                foreach (var inner in Of(resource.GetProperty("properties").GetProperty("template")))
                {
                    yield return inner;
                }
            }
        }
    }
}
