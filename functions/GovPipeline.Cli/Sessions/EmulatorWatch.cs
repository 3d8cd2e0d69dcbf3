using GovPipeline.Cli.Output;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Emulation;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Sessions;

/// <summary>
/// Ends a command whose emulator has ended, or whose disk is full, with one message: retries would go on for minutes and help nobody. What was
/// taken in stays; the next command starts the emulator again.
/// </summary>
internal sealed class EmulatorWatch : IAsyncDisposable
{
    private const long LeastFree = 1 << 20;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watch;

    /// <param name="emulator">The emulator.</param>
    /// <param name="folder">Folder of its data.</param>
    public EmulatorWatch(StorageEmulator emulator, string folder) => _watch = Task.Run(() => WatchAsync(emulator, Path.GetFullPath(folder)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _watch.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task WatchAsync(StorageEmulator emulator, string folder)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Beat, _end.Token).ConfigureAwait(false);
                if (FreeBytes(folder) < LeastFree)
                {
                    End(new(ErrorCatalogue.DiskUnusable, new Bilingual($"đĩa của '{folder}' đã đầy.", $"the disk of '{folder}' is full.")));
                }

                if (emulator.HasEnded)
                {
                    End(new(ErrorCatalogue.EmulatorFailed, new Bilingual(
                        "trình giả lập đã dừng giữa chừng; chạy lại lệnh, trình giả lập sẽ được mở lại",
                            "it ended half-way; run again, it will be started anew")));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The command is over.
        }
    }

    private static long FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return long.MaxValue;
        }
    }

    private static void End(PipelineException e)
    {
        Console.Error.WriteLine($"{e.Code}: {e.In(Current)}\n→ {e.RemedyIn(Current)}");
        Environment.Exit(ExitCodes.Failed);
    }
}
