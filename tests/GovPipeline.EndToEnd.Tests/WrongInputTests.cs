using System.Text.Json;
using GovPipeline.Testing;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>One small file, wrong input and a process that is killed.</summary>
public sealed class WrongInputTests
{
    [Fact]
    public async Task Wrong_input_is_told_with_an_exit_code_that_means_it_and_a_killed_process_leaves_no_server()
    {
        var data = Directory.CreateTempSubdirectory("govpipeline-cli-").FullName;
        var file = Path.Combine(data, "xuat.csv");
        await File.WriteAllTextAsync(file,
            Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022") + Csv.Dossier("000.01.13.H53-220301-0002", "30/02/2022"));
        var asked = await CliProcess.RunAsync($"ingest \"{file}\" --source onestop-wards --date 2022-06-14 --data \"{data}\"");
        asked.ShouldSatisfyAllConditions(r => r.Code.ShouldBe(4), r => r.Error.ShouldContain("GP212"), r => r.Error.ShouldContain("--yes"));
        var good = await CliProcess.RunAsync($"ingest \"{file}\" --source onestop-wards --date 2022-06-14 --yes --data \"{data}\"");
        good.Code.ShouldBe(0, good.Error);
        good.Output.ShouldContain("GP302");
        good.Output.ShouldContain("dòng 3");
        (await CliProcess.RunAsync($"ingest \"{file}\" --source onestop-wards --date 2022-06-14 --yes --data \"{data}\"")).Output
            .ShouldContain("đã nhận trước đây");

        await File.WriteAllTextAsync(file, "a,b\n1,2\n");
        (await CliProcess.RunAsync($"ingest \"{file}\" --source onestop-wards --data \"{data}\"")).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(4), r => r.Error.ShouldContain("GP202"));
        (await CliProcess.RunAsync($"ingest \"{file}\" --source nobody --data \"{data}\"")).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(2), r => r.Error.ShouldContain("GP801"), r => r.Error.ShouldContain("sources list"));
        (await CliProcess.RunAsync($"tables halfyear --period hai-nghin --data \"{data}\"")).Code.ShouldBe(2);
        (await CliProcess.RunAsync("tables nothing")).Code.ShouldBe(2);
        (await CliProcess.RunAsync("--help")).Code.ShouldBe(0);
        (await CliProcess.RunAsync($"pull --source onestop-city --to 2022-06-14 --data \"{data}\"")).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(3), r => r.Output.ShouldContain("GP902"), r => r.Error.ShouldContain("Secrets__"));

        using var last = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(data, "emulator.json")));
        using var running = CliProcess.Start($"run --data \"{data}\"");
        var (_, port) = await CliProcess.EmulatorAsync(data, before: last.RootElement.GetProperty("Process").GetInt32());
        var joined = await CliProcess.RunAsync($"tables halfyear --period nd09-2022-H1 --json --data \"{data}\""); // joins the running emulator
        joined.Output.ShouldContain("\"Received\": 1");
        running.Kill(); // and nothing else: the server has to notice by itself
        await running.WaitForExitAsync();
        for (var i = 0; i < 150 && await Emulation.NodeServer.AnswersAsync(port, CancellationToken.None); i++)
        {
            await Task.Delay(100);
        }

        (await Emulation.NodeServer.AnswersAsync(port, CancellationToken.None)).ShouldBeFalse();
        var after = await CliProcess.RunAsync($"tables halfyear --period nd09-2022-H1 --json --data \"{data}\"");
        after.Output.ShouldBe(joined.Output, "nothing is lost with the process");
        var export = System.Text.RegularExpressions.Regex.Match(asked.Error, @"onestop-wards/\S+xuat\.csv").Value;
        (await CliProcess.RunAsync($"reingest {export} --date 2022-03-01 --data \"{data}\"")).ShouldSatisfyAllConditions(
            r => r.Error.ShouldContain("14/06/2022"), r => r.Error.ShouldContain("CHÚ Ý"));
        Directory.Delete(data, recursive: true);
    }
}
