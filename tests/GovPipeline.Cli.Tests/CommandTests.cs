using System.Text.RegularExpressions;
using GovPipeline.Cli.Commands;
using GovPipeline.Samples;
using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Testing;

namespace GovPipeline.Cli.Tests;

public sealed partial class CommandTests
{
    private static readonly string Root = Path.GetDirectoryName(Csv.Seeds)!;
    private static readonly ReferenceData Reference = ReferenceData.Load(Csv.Seeds);

    [Fact]
    public void Every_command_line_of_the_documentation_is_one_the_tool_takes()
    {
        string[] pages = ["README.md", "functions/GovPipeline.Cli/README.md", "seeds/README.md"];
        var readme = string.Concat(pages.Select(p => File.ReadAllText(Path.Combine(Root, p))));
        var lines = CommandPattern().Matches(readme).Select(m => m.Groups[1].Value.Trim())
            .Concat(DemoPattern().Matches(readme).Select(m => m.Groups[1].Value.Trim())).Where(l => l.Length > 0).Distinct().ToList();
        lines.Count.ShouldBeGreaterThan(8);
        foreach (var line in lines)
        {
            CommandLine.Root().Parse(line).Errors.Select(e => e.Message).ShouldBeEmpty(line);
        }

        foreach (var command in CommandLine.Root().Subcommands)
        {
            readme.ShouldContain($"govpipeline {command.Name}");
            command.Description.ShouldNotBeNullOrEmpty();
            command.Options.ShouldAllBe(o => o.Description != null);
        }
    }

    [Fact]
    public void Every_configuration_key_is_in_the_README()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "functions/GovPipeline.Cli/README.md"));
        foreach (var (section, type) in new[] { ("Mail", typeof(Reporting.Sending.MailOptions)), ("Pipeline", typeof(PipelineOptions)) })
        {
            foreach (var property in type.GetProperties().Where(p => !p.Name.EndsWith("InForce", StringComparison.Ordinal)))
            {
                readme.ShouldContain($"{section}:{property.Name}");
            }
        }
    }

    [Theory]
    [InlineData("a\u001b[2Jb", "a\uFFFD[2Jb")]
    [InlineData("\u009b31m", "\uFFFD31m")]
    [InlineData("một\nhai\tba", "một\nhai\tba")]
    public void What_a_file_says_commands_no_terminal(string text, string shown) => Output.CommandOutput.Harmless(text).ShouldBe(shown);

    [Fact]
    public void Every_description_of_the_help_is_in_both_languages()
    {
        var missing = new List<string>();
        void Look(System.CommandLine.Command command)
        {
            foreach (var symbol in command.Options.Cast<System.CommandLine.Symbol>().Concat(command.Arguments).Append(command))
            {
                if (HelpText.InVietnamese(symbol.Description!) == symbol.Description)
                {
                    missing.Add(symbol.Description!);
                }
            }

            command.Subcommands.ToList().ForEach(Look);
        }

        Look(CommandLine.Root());
        missing.Distinct().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("99999")]
    [InlineData("-1")]
    [InlineData("x")]
    public async Task A_port_that_is_none_is_a_wrong_argument(string port) =>
        (await CommandLine.RunAsync(["run", "--port", port])).ShouldBe(Output.ExitCodes.Usage);

    [Fact]
    public void The_sample_exports_are_what_the_generator_writes()
    {
        var written = SeedExports.All(Reference.Calendar).ToDictionary(f => f.Name, f => f.Content);
        var kept = Directory.EnumerateFiles(Path.Combine(Csv.Seeds, "exports"), "*.csv", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(Path.Combine(Csv.Seeds, "exports"), f).Replace('\\', '/'), f => f);
        kept.Keys.ShouldBe(written.Keys, ignoreOrder: true);
        foreach (var (name, content) in written)
        {
            (File.ReadAllText(kept[name], new System.Text.UTF8Encoding(false)).TrimStart('\uFEFF') == content.TrimStart('\uFEFF')).ShouldBeTrue(name);
        }
    }

    [Fact]
    public void A_generated_export_is_the_same_for_the_same_numbers_and_has_as_many_rows_as_asked_for()
    {
        string Write(int seed)
        {
            using var writer = new StringWriter();
            RandomExport.Write(writer, [.. Reference.Units.Receiving], 1234, 100, SeedExports.From, SeedExports.To, seed, Reference.Calendar);
            return writer.ToString();
        }

        Write(1).ShouldBe(Write(1));
        Write(1).ShouldNotBe(Write(2));
        Write(1).TrimEnd('\n').Split('\n').Length.ShouldBe(1235);
    }

    [Theory]
    [InlineData("units.json", "\"tay-ninh-city\",\n    \"tier\": \"district\"", "\"tay-ninh-city\",\n    \"tier\": \"quan\"", "units.json")]
    [InlineData("targets.json", "\"HS01\"", "\"HS99\"", "targets.json, hs01-qd713")]
    [InlineData("indicators.json", "\"ReceivedOnline\"", "\"ReceivedOnlin\"", "indicators.json, HS01")]
    [InlineData("recipients.json", "chutich@tayninh.example", "chutich", "recipients.json, 1 (chutich")]
    [InlineData("holidays.json", "2022-01-31", "2022-01-32", "holidays.json:")]
    [InlineData("lists/fields.json", "\"Hộ tịch\"", "\"Chứng thực\"", "lists/fields.json")]
    [InlineData("lists/systems.json", "\"IOC\"", "\"DVC\"", "lists/systems.json")]
    [InlineData("columns.json", "\"dossierCode\"", "\"dossier\"", "columns.json, dossier")]
    public void A_mistake_in_reference_data_stops_the_start_and_is_named(string file, string right, string wrong, string named)
    {
        var folder = Csv.CopySeeds();
        var broken = Path.Combine(folder, "reference", file);
        var text = File.ReadAllText(broken);
        text.ShouldContain(right);
        File.WriteAllText(broken, text.Replace(right, wrong, StringComparison.Ordinal));
        var error = Should.Throw<PipelineException>(() => ReferenceData.Load(folder));
        (error.Code, error.Vi.Contains(named, StringComparison.Ordinal)).ShouldBe(("GP901", true), error.Vi);
        error.Vi.ShouldNotContain(" / ", customMessage: "each language for itself");
        error.Vi.ShouldNotBe(error.En);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("holidays.json", "\"2022-01-31\"", "\"2022-01-32\"", "\"2022-01-32\": phải là ngày, như \"2025-07-01\"")]
    [InlineData("authenticity.json", "\"minutesAtOnce\": 5", "\"minutesAtOnce\": -5", "minutesAtOnce: -5: phải từ 0 đến 120")]
    [InlineData("authenticity.json", "\"minutesAtOnce\": 5", "\"minutesAtOnce\": 5.5", "5.5: phải là số nguyên")]
    [InlineData("authenticity.json", "\"minutesAtOnce\": 5", "\"minuteAtOnce\": 5", "không có mục 'minuteAtOnce'")]
    [InlineData("authenticity.json", "\"minutesAtOnce\": 5,", "\"minutesAtOnce\": 5, \"minutesAtOnce\": 6,", "mục 'minutesAtOnce' có hai lần")]
    [InlineData("authenticity.json", "\"failedTests\": 2,", "\"failedTests\": 2", "không phải JSON")]
    [InlineData("units.json", "\"tier\": \"district\"", "\"tier\": \"quan\"", "\"quan\": phải là một trong")]
    [InlineData("indicators.json", "\"numerator\": {\n      \"counter\": \"ReceivedOnline\"\n    }", "\"numerator\": null", "không được là null")]
    [InlineData("indicators.json", "\"id\": \"HS01\",", "", "thiếu mục: id")]
    [InlineData("recipients.json", "\"role\": \"operator\"", "\"role\": \"operator\", \"units\": [null]", "phần tử null")]
    [InlineData("targets.json", "\"indicatorId\": \"HS01\"", "\"indicatorId\": 1", "1: phải là chữ trong dấu nháy")]
    [InlineData("vocabulary.json", "\"postal\": [", "\"postal\": [\"Trực tuyến\", ", "'Trực tuyến' đứng ở cả 'postal' và 'online'")]
    [InlineData("units.json", "\"name\": \"Phường 1\"", "\"name\": \"Phường\\u00071\"", "có ký tự điều khiển")]
    [InlineData("letterhead.json", "\"from\": \"2025-07-01\",", "", "thiếu from")]
    public void A_mistake_is_told_with_its_value_and_rule_and_no_words_of_a_library(string file, string right, string wrong, string said)
    {
        var folder = Csv.CopySeeds();
        var broken = Path.Combine(folder, "reference", file);
        var text = File.ReadAllText(broken);
        text.ShouldContain(right);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        File.WriteAllText(broken, text[..at] + wrong + text[(at + right.Length)..]);
        var error = Should.Throw<PipelineException>(() => ReferenceData.Load(folder));
        error.Code.ShouldBe("GP901");
        error.Vi.ShouldContain(said);
        foreach (var library in (string[])["JSON value", "JsonException", "System.", "could not", ".NET", "Parameter"])
        {
            error.Message.ShouldNotContain(library, Case.Sensitive);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(null, "không có tệp này")]
    [InlineData("", "tệp rỗng")]
    [InlineData("null", "nội dung là null")]
    [InlineData("[]", "cần ít nhất một đơn vị")]
    public void A_file_that_is_not_there_or_says_nothing_is_told_as_that(string? content, string said)
    {
        var folder = Csv.CopySeeds();
        var path = Path.Combine(folder, "reference", "units.json");
        File.Delete(path);
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        var error = Should.Throw<PipelineException>(() => ReferenceData.Load(folder));
        (error.Code, error.Vi.Contains(said, StringComparison.Ordinal)).ShouldBe(("GP901", true), error.Vi);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_account_on_Azure_is_not_opened_without_the_published_one_beside_it() =>
        (await CommandLine.RunAsync(["status", "--storage", "stwork"])).ShouldBe(Output.ExitCodes.Usage);

    [Fact]
    public void A_file_in_another_encoding_is_not_read_with_wrong_letters()
    {
        var folder = Csv.CopySeeds();
        var path = Path.Combine(folder, "reference", "units.json");
        File.WriteAllBytes(path, [.. "[{\"id\":\"a\",\"name\":\""u8, 0xD0, 0xF0, .. "\"}]"u8]);
        Should.Throw<PipelineException>(() => ReferenceData.Load(folder)).Vi.ShouldContain("không phải UTF-8");
        File.WriteAllText(path, File.ReadAllText(Path.Combine(Csv.Seeds, "reference", "units.json")), System.Text.Encoding.Unicode);
        ReferenceData.Load(folder).Units.Find("tnc-phuong-1")!.Names[0].Name.ShouldBe("Phường 1", "a byte order mark says which it is");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Every_legal_basis_of_the_seeds_is_in_English_too() => Reference.Targets.All.Select(t => t.LegalBasis)
        .Concat(Reference.Indicators.Select(i => i.LegalBasis)).Where(b => !Reference.LegalBases.ContainsKey(b)).ShouldBeEmpty();

    [Fact]
    public void A_source_whose_slips_would_reach_nobody_stops_the_start()
    {
        var seeds = Csv.CopySeeds();
        var path = Path.Combine(seeds, "reference", "recipients.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"operator\"", "\"leader\"", StringComparison.Ordinal));
        var error = Should.Throw<PipelineException>(() => ReferenceData.Load(seeds));
        (error.Code, error.Vi.Contains("sources/", StringComparison.Ordinal), error.Vi.Contains("contact", StringComparison.Ordinal))
            .ShouldBe(("GP901", true, true));
        Directory.Delete(seeds, recursive: true);
    }

    [Theory]
    [InlineData("Mail:Port", "0", "Port")]
    [InlineData("Pipeline:Parallelism", "1000", "Parallelism")]
    [InlineData("Secrets:IdentityKey", "ngắn", "Secrets:IdentityKey")]
    [InlineData("Work", "", "Work")]
    [InlineData("Work:prefix", "A_B", "Work:prefix")]
    public void A_wrong_setting_stops_the_start_and_is_named(string key, string value, string named)
    {
        var settings = new Dictionary<string, string?> { ["Work"] = "UseDevelopmentStorage=true", ["Published"] = "UseDevelopmentStorage=true", [key] = value };
        var error = Should.Throw<PipelineException>(() => LocalHost.LocalHostBuilder.Build(settings, verbose: false).Dispose());
        (error.Code, error.Vi.Contains(named, StringComparison.Ordinal)).ShouldBe(("GP901", true), error.Vi);
    }

    [GeneratedRegex("`govpipeline ([^`]+)`")]
    private static partial Regex CommandPattern();

    [GeneratedRegex("functions/GovPipeline.Cli -- (.+)")]
    private static partial Regex DemoPattern();
}
