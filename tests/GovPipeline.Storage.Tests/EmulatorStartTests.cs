using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using GovPipeline.Emulation;

namespace GovPipeline.Storage.Tests;

/// <summary>A port that is free when it is looked for may be taken a moment later.</summary>
public sealed class EmulatorStartTests
{
    [Fact]
    public async Task A_port_that_is_taken_before_the_emulator_listens_is_left_for_another()
    {
        var infra = await NodeServers.EnsureAsync(_ => { }, CancellationToken.None);
        var tries = 0;
        await using var server = await NodeServer.OnFreePortsAsync(3, async ports =>
        {
            using var taken = new TcpListener(IPAddress.Loopback, ++tries == 1 ? ports[1] : 0);
            taken.Start();
            string[] arguments =
            [
                "--disableTelemetry", "--skipApiVersionCheck", "--silent", "--inMemoryPersistence", "--blobHost", "127.0.0.1", "--blobPort", $"{ports[0]}",
                "--queueHost", "127.0.0.1", "--queuePort", $"{ports[1]}", "--tableHost", "127.0.0.1", "--tablePort", $"{ports[2]}",
            ];
            return await NodeServer.StartAsync(infra, "azurite/dist/src/azurite.js", arguments, ports, CancellationToken.None);
        });
        tries.ShouldBe(2);
    }

    [Fact]
    public async Task An_emulator_that_stands_still_is_waited_for_and_no_second_one_is_started_on_its_data()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // nothing else stops a process for a while
        }

        var folder = Directory.CreateTempSubdirectory("govpipeline-still-").FullName;
        await using (var first = await StorageEmulator.OpenAsync(folder, _ => { }, CancellationToken.None))
        {
            var started = await File.ReadAllTextAsync(Path.Combine(folder, "emulator.json"));
            var process = JsonDocument.Parse(started).RootElement.GetProperty("Process").GetInt32();
            await SignalAsync("STOP", process);
            Task<StorageEmulator> second;
            try
            {
                var said = new TaskCompletionSource<string>();
                second = StorageEmulator.OpenAsync(folder, text => said.TrySetResult(text), CancellationToken.None);
                (await said.Task.WaitAsync(TimeSpan.FromMinutes(1))).ShouldContain($"{process}");
                second.IsCompleted.ShouldBeFalse();
            }
            finally
            {
                await SignalAsync("CONT", process);
            }

            await using var joined = await second;
            joined.ConnectionString.ShouldBe(first.ConnectionString);
            (await File.ReadAllTextAsync(Path.Combine(folder, "emulator.json"))).ShouldBe(started);
        }

        // Its number is another's now: it is gone, and a new one is started.
        using var self = Process.GetCurrentProcess();
        await File.WriteAllTextAsync(Path.Combine(folder, "emulator.json"), JsonSerializer.Serialize(new
        {
            Blob = 1, Queue = 1, Table = 1, Users = 1, Process = self.Id, Started = "another",
        }));
        await (await StorageEmulator.OpenAsync(folder, _ => { }, CancellationToken.None)).DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync();
    }
}
