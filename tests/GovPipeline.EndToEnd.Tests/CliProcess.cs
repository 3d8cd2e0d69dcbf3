using System.Diagnostics;
using System.Text.Json;
using GovPipeline.Testing;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>The built <c>govpipeline</c> as a process of its own.</summary>
internal static class CliProcess
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "govpipeline.dll");

    public static string Repository { get; } = Path.GetDirectoryName(Csv.Seeds)!;

    public static Process Start(string arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", $"\"{Program}\" {arguments}")
        {
            WorkingDirectory = folder ?? Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["Language"] = "vi"; // whatever the machine's own is
        start.Environment["DOTNET_TieredPGO"] = "0"; // it lives for seconds
        start.Environment.Remove("COLUMNS");
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>The emulator that serves a folder, once it answers.</summary>
    /// <param name="data">The folder.</param>
    /// <param name="before">The process of an earlier one; 0 for none.</param>
    public static async Task<(int Process, int Table)> EmulatorAsync(string data, int before = 0)
    {
        var file = Path.Combine(data, "emulator.json");
        for (var left = 600; left > 0; left--)
        {
            if (File.Exists(file))
            {
                using var state = JsonDocument.Parse(await File.ReadAllTextAsync(file));
                var (process, table) = (state.RootElement.GetProperty("Process").GetInt32(), state.RootElement.GetProperty("Table").GetInt32());
                if (process != before && await Emulation.NodeServer.AnswersAsync(table, CancellationToken.None))
                {
                    return (process, table);
                }
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"No emulator serves {data}.");
    }

    public static async Task<(int Code, string Output, string Error)> RunAsync(
        string arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(arguments, folder, environment);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }
}
