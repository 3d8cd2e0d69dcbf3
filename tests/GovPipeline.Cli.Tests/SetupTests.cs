using GovPipeline.Cli.Commands;
using GovPipeline.Cli.Output;
using GovPipeline.Pipeline.Configuration;

namespace GovPipeline.Cli.Tests;

/// <summary>The first minute of whoever sets it up.</summary>
public sealed class SetupTests
{
    private static readonly string[] Answers =
    [
        "--place", "UBND huyện Gò Dầu", "--systems", "onestop-city,zalo", "--address", "onestop-city=https://motcua.godau.example/", "--mail",
            "mail.godau.example",
        "--leader", "chutich@godau.example", "--operator", "vanhanh@godau.example",
    ];

    [Fact]
    public async Task Init_writes_a_configuration_that_starts_and_overwrites_none()
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-init-test-").FullName;
        (await CommandLine.RunAsync(["init", "--folder", folder, .. Answers])).ShouldBe(ExitCodes.Done);
        var data = ReferenceData.Load(Path.Combine(folder, "seeds"));
        data.Letterhead.Body.ShouldBe(["ỦY BAN NHÂN DÂN", "HUYỆN GÒ DẦU"]);
        data.Letterhead.Place.ShouldBe("Gò Dầu");
        data.Sources.Enabled.Select(s => s.Id).ShouldBe(["onestop-city", "zalo"], ignoreOrder: true);
        data.Recipients.Select(r => r.Address).ShouldBe(["chutich@godau.example", "vanhanh@godau.example"]);
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "govpipeline.json"));
        text.ShouldContain("https://motcua.godau.example/");
        Should.NotThrow(() => KnownSettings.Check("govpipeline.json", Flat(text), isOursAlone: true));
        (await CommandLine.RunAsync(["init", "--folder", folder, .. Answers])).ShouldBe(ExitCodes.Usage, "what stands there is not overwritten");
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("--systems", "onestop-cty")]
    [InlineData("--leader", "chu tich")]
    [InlineData("--address", "zalo=khong phai dia chi")]
    [InlineData("--mail", "may chu")]
    public async Task A_wrong_answer_is_a_wrong_argument_and_leaves_nothing_behind(string option, string value)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"govpipeline-init-{Guid.NewGuid():N}");
        var answers = Answers.ToArray();
        answers[Array.IndexOf(answers, option) + 1] = value;
        (await CommandLine.RunAsync(["init", "--folder", folder, .. answers])).ShouldBe(ExitCodes.Usage);
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_service_says_is_kept_in_a_file_and_the_one_before_it_when_it_has_grown()
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-service-").FullName;
        foreach (var said in new[] { "một", "hai" })
        {
            await using var log = ServiceLog.Open(folder);
            await log.WriteLineAsync(said);
            await using var read = new FileStream(Path.Combine(folder, ServiceLog.Name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(read);
            (await reader.ReadToEndAsync()).ShouldEndWith(said + Environment.NewLine, customMessage: "it can be read while the service runs");
        }

        File.ReadAllLines(Path.Combine(folder, ServiceLog.Name)).ShouldBe(["một", "hai"]);
        await using (var grown = File.OpenWrite(Path.Combine(folder, ServiceLog.Name)))
        {
            grown.SetLength(11 << 20);
        }

        await using (var log = ServiceLog.Open(folder))
        {
            await log.WriteLineAsync("ba");
        }

        File.ReadAllLines(Path.Combine(folder, ServiceLog.Name)).ShouldBe(["ba"]);
        Directory.GetFiles(folder).Length.ShouldBe(2);
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Flat(string json)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        var read = Microsoft.Extensions.Configuration.JsonConfigurationExtensions.AddJsonStream(
            new Microsoft.Extensions.Configuration.ConfigurationBuilder(), stream).Build();
        return [.. Microsoft.Extensions.Configuration.ConfigurationExtensions.AsEnumerable(read)];
    }
}
