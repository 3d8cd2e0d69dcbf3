using GovPipeline.Cli.Sessions;
using GovPipeline.Cli.Output;
using System.CommandLine;

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
        foreach (var command in WorkCommands.All(output).Concat(FileCommands.All(output)).Concat(LookCommands.All(output)).Concat(SourceCommands.All(output))
            .Concat(ExportCommands.All(output))
            .Append(QuarantineCommands.All(output)).Append(QueueCommands.All(output)).Concat(AlertCommands.Commands(output)))
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) }).ConfigureAwait(false);
        return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
    }
}
