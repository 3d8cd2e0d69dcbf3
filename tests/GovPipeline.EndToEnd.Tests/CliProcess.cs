using System.Diagnostics;
using GovPipeline.Testing;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>The built <c>govpipeline</c> as a process of its own.</summary>
internal static class CliProcess
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "govpipeline.dll");

    public static string Repository { get; } = Path.GetDirectoryName(Csv.Seeds)!;

    public static Process Start(string arguments, string? folder = null) => Process.Start(new ProcessStartInfo("dotnet", $"\"{Program}\" {arguments}")
    {
        WorkingDirectory = folder ?? Repository,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
    })!;

    public static async Task<(int Code, string Output, string Error)> RunAsync(string arguments, string? folder = null)
    {
        using var process = Start(arguments, folder);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }
}
