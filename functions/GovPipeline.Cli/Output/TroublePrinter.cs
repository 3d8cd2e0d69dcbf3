using GovPipeline.Domain.Alerts;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Output;

/// <summary>Prints what is wrong and what to do, a line each with its facts below.</summary>
internal static class TroublePrinter
{
    public static void Print(IEnumerable<AlertFinding> troubles, CommandOutput output)
    {
        foreach (var trouble in troubles)
        {
            output.Line($"✗ {T(trouble.Content.Headline)}");
            foreach (var fact in trouble.Content.Facts)
            {
                output.Line($"    {T(fact.Label)}: {T(fact.Value)}");
            }
        }
    }
}
