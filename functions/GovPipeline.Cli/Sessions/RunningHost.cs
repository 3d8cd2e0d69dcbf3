using GovPipeline.LocalHost;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Serving;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Sessions;

/// <summary>The local host running: all jobs, and the pages on loopback, until it is stopped.</summary>
internal static class RunningHost
{
    public static async Task RunAsync(Session session, int port, Action<string> say, CancellationToken cancellationToken)
    {
        await session.Get<Storage.Accounts.StorageSetup>().EnsureAsync(cancellationToken).ConfigureAwait(false);
        await using var web = await LocalWeb.StartAsync(session.Host.Services, port).ConfigureAwait(false);
        await session.Host.StartAsync(cancellationToken).ConfigureAwait(false);
        say(T($"Bảng điều hành: {web.Address}", $"Dashboard: {web.Address}"));
        say(T("Đang chạy; Ctrl+C để dừng", "Running until Ctrl+C."));
        try
        {
            // Ctrl+C, the end of a systemd unit, or that of a service of Windows.
            using var end = CancellationTokenSource.CreateLinkedTokenSource(
                cancellationToken, session.Get<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().ApplicationStopping);
            await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }

        await session.Host.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
