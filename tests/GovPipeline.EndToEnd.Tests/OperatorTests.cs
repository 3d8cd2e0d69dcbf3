using System.Diagnostics;
using System.Text.Json;
using GovPipeline.Emulation;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Testing;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>What an operator sees when something is wrong, and where settings come from; each command a process of its own.</summary>
public sealed class OperatorTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Day = new(2022, 6, 14);

    [Fact]
    public async Task Status_and_doctor_say_after_each_fault_what_is_wrong_and_what_to_do()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var refused = await pipeline.DropAsync("onestop-city", "a,b\n1,2\n", Day);
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.02.13.H53-220301-0001", "01/03/2022", unit: "Phường 2"), Day, new(2022, 1, 1));
        foreach (var name in await pipeline.Get<MissedExports>().ListAsync(None))
        {
            await pipeline.Get<IngestExport>().RunAsync(name, None);
        }

        var account = pipeline.Get<WorkAccount>().Account;
        await account.Container(StorageNames.Facts).GetBlobClient("dossiers/org=000.02.13.H53/month=2203/part.parquet")
            .UploadAsync(BinaryData.FromString("not Parquet"), overwrite: true);
        await pipeline.DrainAsync();
        await account.Queue(StorageNames.MailQueue + StorageNames.PoisonSuffix).SendMessageAsync("{\"id\":\"x\"}");
        await pipeline.Get<PendingWork>().HoldAsync(Holds.CountRule, None);
        var now = pipeline.Time.GetUtcNow();
        await pipeline.Get<Outbox>().AddAsync(
            new() { RowKey = "m1", Recipient = "a@b.example", Subject = "thư hỏng", State = OutboxStates.Failed, CreatedAt = now, NextTryAt = now,
                LastError = "GP503: 550" },
            new("thư hỏng", "thư hỏng", [], [], string.Empty, [], []), None);

        // Processes have the clock of today: the hold is older than any run may take.
        var settings = new Dictionary<string, string>
        {
            ["Work"] = await Emulator.ConnectionStringAsync(pipeline.Prefix),
            ["Published"] = await Emulator.ConnectionStringAsync(pipeline.Prefix),
            ["Work__prefix"] = pipeline.Prefix,
            ["Published__prefix"] = pipeline.Prefix,
        };
        (string Says, string Do)[] faults =
        [
            (refused, "GP202"), ("000.02.13.H53/2203", "govpipeline"), ("send-mail", "govpipeline queues retry send-mail"), (Holds.CountRule, "govpipeline"),
            ("thư hỏng", "govpipeline mails resend m1"),
        ];
        var status = await CliProcess.RunAsync("status", environment: settings);
        status.Code.ShouldBe(0, status.Error);
        var doctor = await CliProcess.RunAsync("doctor", environment: settings);
        foreach (var (says, what) in faults)
        {
            status.Output.ShouldContain(says);
            status.Output.ShouldContain(what);
            doctor.Output.ShouldContain(says);
            doctor.Output.ShouldContain(what);
        }

        (await CliProcess.RunAsync("quarantine list", environment: settings)).Output.ShouldContain(refused);
        var sources = await CliProcess.RunAsync("sources list", environment: settings);
        sources.Output.ShouldContain(refused);
        sources.Output.ShouldContain("000.02.13.H53/2203");
        var json = JsonDocument.Parse((await CliProcess.RunAsync("status --json", environment: settings)).Output).RootElement;
        json.GetProperty("Troubles").GetArrayLength().ShouldBeGreaterThanOrEqualTo(faults.Length);
    }

    [Fact]
    public async Task Settings_come_from_the_file_the_environment_and_the_command_line_in_this_order_and_a_typing_mistake_is_told()
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-settings-").FullName;
        var (good, bad) =
            (await Emulator.ConnectionStringAsync(), "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:9/a;"
            + "BlobEndpoint=http://127.0.0.1:9/a;QueueEndpoint=http://127.0.0.1:9/a");
        var prefix = "t" + Guid.NewGuid().ToString("N")[..10];
        async Task FileAsync(object settings) => await File.WriteAllTextAsync(Path.Combine(folder, "govpipeline.json"), JsonSerializer.Serialize(settings));
        Task<(int Code, string Output, string Error)> StatusAsync(string arguments = "", params (string Key, string Value)[] environment) =>
            CliProcess.RunAsync($"status {arguments}", folder, environment.ToDictionary(e => e.Key, e => e.Value));

        await FileAsync(new Dictionary<string, string> { ["Work"] = good, ["Published"] = good, ["Work:prefix"] = prefix, ["Published:prefix"] = prefix });
        (await StatusAsync()).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(0, r.Error), r => r.Output.ShouldContain("onestop-city"));
        Directory.Exists(Path.Combine(folder, ".govpipeline")).ShouldBeFalse("the file names the storage, so no emulator is started");
        (await StatusAsync(environment: ("Work", bad))).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(1, "the environment stands over the file"), r => r.Error.ShouldContain("GP401"));
        (await StatusAsync($"--storage \"{good}\"", ("Work", bad))).Code.ShouldBe(0, "the command line stands over both");
        (await StatusAsync($"--storage \"{good}\"", ("Published", bad))).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(1, "--storage is where work is done; Published stays where it is configured"), r => r.Error.ShouldContain("GP401"));

        await FileAsync(new { Mail = new { Hosst = "smtp.example" } });
        (await StatusAsync()).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(3), r => r.Error.ShouldContain("Mail:Hosst"), r => r.Error.ShouldContain("'Mail:Host'"));
        await FileAsync(new { });
        (await StatusAsync(environment: ("Pipeline__Paralelism", "2"))).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(3), r => r.Error.ShouldContain("Pipeline:Parallelism"));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_emulator_whose_owner_died_is_taken_over_and_one_that_was_killed_itself_is_started_again(bool server)
    {
        var data = Directory.CreateTempSubdirectory("govpipeline-owner-").FullName;
        using var owner = CliProcess.Start($"run --port 0 --data \"{data}\"");
        while (await owner.StandardError.ReadLineAsync() is { } line && !line.Contains("Ctrl+C", StringComparison.Ordinal))
        {
            // It begins.
        }

        var (emulator, _) = await CliProcess.EmulatorAsync(data);
        if (server)
        {
            using var node = Process.GetProcessById(emulator);
            node.Kill();
            await node.WaitForExitAsync();

            using var ends = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await owner.WaitForExitAsync(ends.Token); // it says so and ends, rather than try again for ever
            (owner.ExitCode, (await owner.StandardError.ReadToEndAsync(ends.Token)).Contains("GP403", StringComparison.Ordinal)).ShouldBe((1, true));
        }

        owner.Kill();
        await owner.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20)); // it hung for 32
        await using (var taken = await StorageEmulator.OpenAsync(data, _ => { }, limit.Token))
        {
            await new Azure.Data.Tables.TableServiceClient(taken.ConnectionString).CreateTableIfNotExistsAsync("trial", limit.Token);
        }

        Directory.Delete(data, recursive: true);
    }
}
