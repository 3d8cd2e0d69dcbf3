using System.CommandLine;

namespace GovPipeline.Cli.Output;

/// <summary>The options of every command that shows a list.</summary>
internal static class ListOptions
{
    public static readonly Option<bool> AsJson = new("--json") { Description = "Print JSON." };

    public static readonly Option<bool> AsCsv = new("--csv") { Description = "Print CSV." };

    /// <summary>Whether the list is for a program, so that nothing stands around it.</summary>
    public static bool IsForProgram(ParseResult result) => result.GetValue(AsJson) || result.GetValue(AsCsv);
}
