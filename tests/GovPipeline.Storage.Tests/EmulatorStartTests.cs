using System.Net;
using System.Net.Sockets;
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
}
