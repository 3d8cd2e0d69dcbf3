using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text.Json;
using GovPipeline.Cli.Output;
using GovPipeline.Domain.Text;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>
/// What <c>--help</c> prints, in the one language of the screen. Commands carry their English description; <c>help.vi.json</c>
/// has the Vietnamese of each, by its English.
/// </summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    private const int Gap = 3, WidestName = 34;
    private static readonly Lazy<Dictionary<string, string>> Vietnamese = new(() =>
    {
        using var stream = typeof(HelpText).Assembly.GetManifestResourceStream("help.vi.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    });

    /// <summary>The description of a command, option or argument.</summary>
    public static string Of(Symbol symbol) => Current == Language.English ? symbol.Description ?? string.Empty
        : InVietnamese(symbol.Description ?? string.Empty);

    /// <summary>The Vietnamese of a description; what stands behind its colon may be a list of names.</summary>
    public static string InVietnamese(string english)
    {
        if (Vietnamese.Value.TryGetValue(english, out var whole))
        {
            return whole;
        }

        var at = english.IndexOf(':', StringComparison.Ordinal);
        return at > 0 && Vietnamese.Value.TryGetValue(english[..(at + 1)], out var begin) ? begin + english[(at + 1)..] : english;
    }

    /// <summary>How a command is called, <c>govpipeline quarantine list</c>.</summary>
    public static string PathOf(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
        {
            names.Insert(0, command.Command is RootCommand ? "govpipeline" : command.Command.Name);
        }

        return string.Join(' ', names);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var (command, output) = (parseResult.CommandResult.Command, Console.Out);
        output.WriteLine(Of(command));
        output.WriteLine();
        output.WriteLine($"{T("Cách dùng", "Usage")}: {PathOf(parseResult.CommandResult)}"
            + string.Concat(command.Arguments.Select(a => a.Arity.MinimumNumberOfValues > 0 ? $" {a.Name}" : $" [{a.Name}]"))
            + (command.Subcommands.Count > 0 ? T(" LỆNH", " COMMAND") : string.Empty) + T(" [tùy chọn]", " [options]"));
        List(output, T("Lệnh", "Commands"), command.Subcommands.Select(c => (c.Name, Of(c))));
        List(output, T("Tham số", "Arguments"), command.Arguments.Select(a => (a.Name, Of(a))));
        var recursive = parseResult.CommandResult.Parent is null ? [] : Above(parseResult.CommandResult);
        List(output, T("Tùy chọn", "Options"), command.Options.Concat(recursive).Where(o => !o.Hidden).Select(o => (
            string.Join(", ", o.Aliases.Append(o.Name).Where(n => n is not ("/h" or "/?" or "-?")).OrderBy(n => n.Length))
                + (o.ValueType == typeof(bool) || o is HelpOption or VersionOption ? string.Empty : " …"),
            Of(o) + (o.Required ? T(" (bắt buộc)", " (required)") : string.Empty))));
        return ExitCodes.Done;
    }

    private static IEnumerable<Option> Above(CommandResult result)
    {
        for (var at = result.Parent; at is CommandResult above; at = at.Parent)
        {
            foreach (var option in above.Command.Options.Where(o => o.Recursive))
            {
                yield return option;
            }
        }
    }

    private static void List(TextWriter output, string title, IEnumerable<(string Name, string Text)> entries)
    {
        var lines = entries.ToList();
        if (lines.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{title}:");
        var width = Math.Min(WidestName, lines.Max(l => l.Name.Length)) + Gap;
        foreach (var (name, text) in lines)
        {
            output.WriteLine($"  {name.PadRight(width)}{(name.Length >= width ? " " : string.Empty)}{text}");
        }
    }
}
