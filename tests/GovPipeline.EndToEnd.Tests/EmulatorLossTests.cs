using System.Diagnostics;
using GovPipeline.Emulation;
using GovPipeline.LocalHost;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Storage.Ledger;
using GovPipeline.Testing;
using Xunit.Abstractions;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>
/// The emulator is not for production: killed, it forgets writes that it has answered. What it forgets is measured, and pulled again it comes
/// to the same figures.
/// </summary>
public sealed class EmulatorLossTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_an_emulator_forgets_that_was_killed_is_pulled_again_and_the_figures_are_those_of_an_undisturbed_night()
    {
        var files = Csv.SeedExports().Where(e => e.Source == "onestop-city" && e.Day > new DateOnly(2022, 4, 1)).ToList();
        string expected;
        await using (var straight = await TestPipeline.StartAsync())
        {
            await DropAsync(straight, files);
            (await straight.DrainAsync()).ShouldBeEmpty();
            expected = await straight.SnapshotAsync();
        }

        var (random, folder) = (new Random(20260726), Directory.CreateTempSubdirectory("govpipeline-loss-").FullName);
        try
        {
            var prefix = "loss" + Guid.NewGuid().ToString("N")[..6];
            for (var kill = 0; kill < 2; kill++)
            {
                await using var emulator = await StorageEmulator.OpenAsync(folder, _ => { }, None);
                await using var pipeline = await TestPipeline.StartAsync(prefix: prefix, connection: emulator.ConnectionString);
                await DropAsync(pipeline, files);
                using var stop = new CancellationTokenSource();
                var working = pipeline.Get<LocalJobs>().DrainAsync(null, stop.Token);
                await Task.WhenAny(working, Task.Delay(random.Next(300, 4000)));
                var known = (await pipeline.Get<FileLedger>().FilesAsync(null, None)).Count;
                using var process = Process.GetProcessById((await CliProcess.EmulatorAsync(folder)).Process);
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                await stop.CancelAsync(); // the host goes with it
                await working.ContinueWith(_ => { }, TaskScheduler.Default);
                output.WriteLine($"killed with {known} files in the ledger");
            }

            await using var again = await StorageEmulator.OpenAsync(folder, _ => { }, None);
            await using var after = await TestPipeline.StartAsync(prefix: prefix, connection: again.ConnectionString);
            after.Time.Advance(TimeSpan.FromHours(2)); // the next pull is hours later: what a host that is gone held, and nobody knows of any more, has run out
            output.WriteLine($"found again with {(await after.Get<FileLedger>().FilesAsync(null, None)).Count} files in the ledger");
            await DropAsync(after, files); // the next pull of the same days
            await after.Get<SweepExports>().RunAsync(None);
            (await after.DrainAsync()).ShouldBeEmpty();
            (await after.SnapshotAsync()).ShouldBe(expected);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task DropAsync(TestPipeline pipeline, List<(string Source, DateOnly Day, byte[] Content)> files)
    {
        foreach (var (source, day, content) in files)
        {
            await pipeline.DropAsync(source, content, day);
        }
    }
}
