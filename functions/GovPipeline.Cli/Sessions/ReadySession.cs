using GovPipeline.Cli.Output;
using System.CommandLine;
using GovPipeline.LocalHost;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Cli.Sessions;

/// <summary>Opens the session of a command, with every container and table there.</summary>
internal static class ReadySession
{
    public static async Task<Session> OpenAsync(ParseResult result, CommandOutput output, CancellationToken cancel)
    {
        var session = await Session.OpenAsync(SessionArguments.Read(result), output.Both, [], cancel).ConfigureAwait(false);
        await session.Get<StorageSetup>().EnsureAsync(cancel).ConfigureAwait(false);
        return session;
    }
}
