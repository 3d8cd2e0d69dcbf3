using GovPipeline.Cli.Output;
using GovPipeline.LocalHost;
using GovPipeline.Pipeline.Ingesting;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Sessions;

/// <summary>Works until nothing is left to do, and says what is left when something is.</summary>
internal static class Drained
{
    private const int MostLines = 10;

    /// <returns>The exit code: failed when what the command brought may not be published.</returns>
    public static async Task<int> RunAsync(Session session, string what, CommandOutput output, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> left = [];
        await output.ProgressAsync(what, async step =>
        {
            session.Get<ReadingProgress>().Told = output.IsTerminal ? reading => step(Of(reading)) : null;
            left = await session.Get<LocalJobs>().DrainAsync(job => step(Print.State(job)), cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        if (left.Count == 0)
        {
            return ExitCodes.Done;
        }

        output.Say(T("CHƯA XONG:", "NOT DONE:"));
        foreach (var line in left.Take(MostLines))
        {
            output.Say($"  {Half(line)}");
        }

        output.Say(left.Count > MostLines ? $"  … {left.Count - MostLines}"
            : T("→ govpipeline status; govpipeline publish (không đợi tệp còn thiếu)",
                "→ govpipeline status; govpipeline publish (does not wait for missing files)"));
        return ExitCodes.Failed;
    }

    private static string Of(ReadingStep reading)
    {
        const double Megabyte = 1 << 20;
        var left = reading.Left is { } time ? T($", còn {time.TotalSeconds:F0} giây", $", {time.TotalSeconds:F0} s left") : string.Empty;
        return T($"{Print.Count(reading.Rows)} dòng", $"{Print.Many(reading.Rows, "row")}")
            + $", {reading.Bytes / Megabyte:F0}/{reading.Length / Megabyte:F0} MB{left}";
    }
}
