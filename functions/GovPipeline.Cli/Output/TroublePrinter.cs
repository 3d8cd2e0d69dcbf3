using GovPipeline.Domain.Alerts;

namespace GovPipeline.Cli.Output;

/// <summary>Prints what is wrong and what to do, a line each with its facts below.</summary>
internal static class TroublePrinter
{
    public static void Print(IEnumerable<AlertFinding> troubles, CommandOutput output)
    {
        foreach (var trouble in troubles)
        {
            output.Line($"✗ {trouble.Content.Headline.Vi} / {trouble.Content.Headline.En}");
            foreach (var fact in trouble.Content.Facts)
            {
                output.Line($"    {fact.Label.Vi}: {fact.Value.Vi}");
            }
        }
    }
}
