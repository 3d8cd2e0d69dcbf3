using System.CommandLine;
using System.CommandLine.Help;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;

namespace GovPipeline.Cli.Commands;

/// <summary>The command line as a whole.</summary>
internal static class CommandLine
{
    public static RootCommand Root()
    {
        var output = new CommandOutput();
        var root = new RootCommand("GovPipeline: from nightly exports of one-stop and e-office systems to six-month statistics and alerts.");
        root.Options.Add(SessionArguments.Storage);
        root.Options.Add(SessionArguments.Data);
        root.Options.Add(SessionArguments.Verbose);
        root.Options.Add(SessionArguments.Lang);
        foreach (var command in WorkCommands.All(output).Concat(FileCommands.All(output)).Concat(LookCommands.All(output)).Concat(SourceCommands.All(output))
            .Concat(HistoryCommands.All(output)).Concat(ExplainCommands.All(output)).Concat(ExportCommands.All(output))
            .Append(PeriodCommands.All(output)).Append(UnitCommands.All(output))
            .Append(AuthenticityCommands.All(output)).Append(QualityCommands.All(output)).Append(QuarantineCommands.All(output))
            .Append(QueueCommands.All(output)).Concat(AlertCommands.Commands(output)).Concat(SetupCommands.All(output)))
        {
            root.Subcommands.Add(command);
        }

        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpText();
        }

        return root;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        Speech.Choose(args, Environment.GetEnvironmentVariable, Environment.CurrentDirectory);
        Print.IsPlain = args.Contains(ListOptions.AsCsv.Name, StringComparer.Ordinal);
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpText)
        {
            UsageErrors.Print(parsed, Console.Error);
            return ExitCodes.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) }).ConfigureAwait(false);
    }
}
