using System.CommandLine;
using System.CommandLine.Parsing;
using GovPipeline.Cli.Output;
using GovPipeline.Domain.Errors;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Says what is wrong with a command line, what was likely meant, and how it is written.</summary>
internal static class UsageErrors
{
    /// <summary>Prints it.</summary>
    public static void Print(ParseResult parsed, TextWriter news)
    {
        var command = parsed.CommandResult.Command;
        foreach (var line in Lines(parsed, command).Distinct(StringComparer.Ordinal))
        {
            news.WriteLine(CommandOutput.Harmless(line));
        }

        news.WriteLine($"→ {HelpText.PathOf(parsed.CommandResult)} --help");
    }

    private static IEnumerable<string> Lines(ParseResult parsed, Command command)
    {
        foreach (var token in parsed.UnmatchedTokens)
        {
            string[] known = token.StartsWith('-') ? [.. OptionsOf(parsed.CommandResult).Select(o => o.Name)] : [.. command.Subcommands.Select(c => c.Name)];
            var near = UnknownArgument.Nearest(token, known);
            yield return near is not null ? T($"Không có '{token}'. Ý bạn là '{near}'?", $"There is no '{token}'. Did you mean '{near}'?")
                : known.Length > 0 && !token.StartsWith('-') ? T($"Không có '{token}'. Có: {string.Join(", ", known)}.",
                    $"There is no '{token}'. There are: {string.Join(", ", known)}.")
                : T($"Không hiểu '{token}'.", $"'{token}' is not understood.");
            if (near is not null && !token.StartsWith('-'))
            {
                yield break; // what comes behind belongs to the command that is meant
            }
        }

        if (parsed.UnmatchedTokens.Count > 0)
        {
            yield break;
        }

        foreach (var option in command.Options.Where(o => o.Required && parsed.GetResult(o) is null or { Implicit: true }))
        {
            yield return T($"Thiếu {option.Name}: {HelpText.Of(option)}", $"{option.Name} is missing: {HelpText.Of(option)}");
        }

        foreach (var argument in command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a) is null or { Tokens.Count: 0 }))
        {
            yield return T($"Thiếu {argument.Name}: {HelpText.Of(argument)}", $"{argument.Name} is missing: {HelpText.Of(argument)}");
        }

        if (command.Subcommands.Count > 0 && command.Action is null)
        {
            var names = string.Join(", ", command.Subcommands.Select(c => c.Name));
            yield return T($"Chọn một lệnh: {names}.", $"Choose a command: {names}.");
        }

        foreach (var error in parsed.Errors)
        {
            switch (error.SymbolResult)
            {
                case OptionResult { Option: { } option } result when result.Tokens.Count > 0 || (!option.Required && result.Implicit is false):
                    yield return Value(option.Name, Given(result), option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty)
                        .Select(c => c.Label), error.Message);
                    break;
                case ArgumentResult { Tokens: [var token, ..], Argument: { } argument }:
                    yield return Value(argument.Name, token.Value,
                        argument.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(c => c.Label), error.Message);
                    break;
            }
        }
    }

    private static string Value(string name, string given, IEnumerable<string> known, string message)
    {
        string[] names = [.. known];
        return given.Length == 0 ? T($"{name} cần một giá trị.", $"{name} needs a value.")
            : names.Length > 0 && UnknownArgument.Nearest(given, names) is { } near
                ? T($"{name}: không có '{given}'. Ý bạn là '{near}'?", $"{name}: there is no '{given}'. Did you mean '{near}'?")
            : names.Length > 0 ? T($"{name}: không có '{given}'. Có: {string.Join(", ", names)}.",
                $"{name}: there is no '{given}'. There are: {string.Join(", ", names)}.")
            : message.Contains("System.", StringComparison.Ordinal) ? T($"{name}: không đọc được '{given}'.", $"{name}: '{given}' cannot be read.")
            : message.StartsWith(name, StringComparison.Ordinal) ? message : $"{name}: {message}";
    }

    private static string Given(OptionResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : string.Empty;

    private static IEnumerable<Option> OptionsOf(CommandResult result)
    {
        for (SymbolResult? at = result; at is not null; at = at.Parent)
        {
            foreach (var option in (at as CommandResult)?.Command.Options ?? [])
            {
                yield return option;
            }
        }
    }
}
