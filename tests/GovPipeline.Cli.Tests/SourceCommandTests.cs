using GovPipeline.Cli.Output;
using System.Text;
using GovPipeline.Cli.Commands;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Onboarding;
using GovPipeline.Sources.Reading;
using GovPipeline.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GovPipeline.Cli.Tests;

/// <summary>What whoever connects a system does before anything is stored.</summary>
public sealed class SourceCommandTests
{
    private const string Names =
        "Mã hồ sơ,Chủ hồ sơ,Số giấy tờ,Địa chỉ,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái,Đơn vị tiếp nhận\n";
    private const string Row =
        "000.00.13.H53-220301-0001,Nguyễn Văn A,072099000001,12 Lê Lợi,Trực tuyến,01/03/2022,08/03/2022,07/03/2022,Đã trả kết quả,Phường 1\n";

    [Fact]
    public void A_reduced_export_has_no_personal_column_and_gives_the_same_dossier()
    {
        var (text, tally) = Reduce(Names + Row, key: "khoa-bam-32-byte-cho-kiem-thu-!!");
        tally.Tables[0].Unread.ShouldBe(["Chủ hồ sơ", "Địa chỉ"]);
        text.ShouldNotContain("Nguyễn");
        text.ShouldNotContain("072099000001");
        text.ShouldNotContain("Lê Lợi");
        var report = Trial(null)
            .Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Source("onestop-wards"), "reduced.csv", new(2022, 6, 14), CancellationToken.None);
        report.ErrorCode.ShouldBeEmpty();
        (report.Tally.Accepted, report.Tally.Rejected).ShouldBe((1, 0));
        report.Totals.ShouldBe(new Dictionary<string, long> { ["Phường 1 | OnlineOther"] = 1 });
    }

    [Fact]
    public void Who_filed_is_left_out_without_a_key_and_is_the_same_hash_with_the_same_key()
    {
        Reduce(Names + Row, key: null).Text.ShouldNotContain("Số giấy tờ");
        string Hash(string key) => Reduce(Names + Row, key).Text.Split('\n')[1];
        Hash("khoa-bam-32-byte-cho-kiem-thu-!!").ShouldBe(Hash("khoa-bam-32-byte-cho-kiem-thu-!!"));
        Hash("khoa-bam-32-byte-cho-kiem-thu-!!").ShouldNotBe(Hash("khoa-bam-khac-32-byte-kiem-thu-!"));
    }

    [Fact]
    public void A_secret_row_stops_the_reducing_too() =>
        Should.Throw<Domain.Errors.PipelineException>(() => Reduce(Names.TrimEnd() + ",Độ mật\n" + Row.TrimEnd() + ",Tối mật\n", null)).Code.ShouldBe("GP207");

    [Fact]
    public void A_trial_tells_format_headers_records_repairs_errors_and_totals()
    {
        var csv = Csv.Header + Csv.Dossier("H53.13-220301-0001", "01/03/2022", unit: "PhÆ°á\u00BB\u009Dng 1".Replace("\u00BB", "»", StringComparison.Ordinal))
            + Csv.Dossier("H53.13-220301-0002", "32/03/2022");
        var report = Trial(null)
            .Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), Source("onestop-wards"), "a.csv", new(2022, 6, 14), CancellationToken.None);
        report.Tally.Format.ShouldBe("CSV, utf-8, ','");
        report.Tally.Tables[0].Columns["Hình thức nộp"].ShouldBe("channel");
        report.Tally.Tables[0].Missing.ShouldContain("supplementCount");
        report.FirstRecords.Single().ShouldSatisfyAllConditions(
            r => r.Vi.ShouldContain("tnc-phuong-1"), r => r.Vi.ShouldContain("Trực tuyến toàn trình | Đang xử lý"),
            r => r.En.ShouldContain("Online, full process | In progress"));
        report.Repaired.Single().Repairs.Single().Rule.ShouldBe("SC04");
        report.Rejected.Single().Errors.Single().Code.ShouldBe("GP302");
        report.Totals.Single().Value.ShouldBe(1);
    }

    [Fact]
    public async Task Commands_of_a_source_exit_with_a_code_that_means_something_and_store_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-reduce").FullName;
        var (good, bad, target) = (Path.Combine(folder, "good.csv"), Path.Combine(folder, "bad.csv"), Path.Combine(folder, "out.csv"));
        await File.WriteAllTextAsync(good, Names + Row);
        await File.WriteAllTextAsync(bad, "a,b\n1,2\n");
        (await CommandLine.RunAsync(["sources", "test", "onestop-wards", good])).ShouldBe(ExitCodes.Done);
        (await CommandLine.RunAsync(["sources", "test", "onestop-wards", bad])).ShouldBe(ExitCodes.Refused);
        (await CommandLine.RunAsync(["reduce", good, "--source", "onestop-wards", "--out", target])).ShouldBe(ExitCodes.Done);
        File.Exists(target).ShouldBeTrue();
        (await CommandLine.RunAsync(["reduce", bad, "--source", "onestop-wards", "--out", target + "2"])).ShouldBe(ExitCodes.Refused);
        Directory.EnumerateFiles(folder).Count().ShouldBe(3, "a refused file leaves no half of it");
        Directory.Delete(folder, recursive: true);
    }

    private static Sources.Definitions.SourceDefinition Source(string id) => ReferenceData.Load(Csv.Seeds).Sources.Find(id)!;

    private static SourceTrial Trial(string? key)
    {
        var settings = new Dictionary<string, string?> { ["Work"] = "UseDevelopmentStorage=true", ["Published"] = "UseDevelopmentStorage=true" };
        if (key is not null)
        {
            settings["Secrets:IdentityKey"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(key));
        }

        return LocalHost.LocalHostBuilder.Build(settings, verbose: false).Services.GetRequiredService<SourceTrial>();
    }

    [Fact]
    public void A_reduced_export_holds_no_formula_and_nothing_that_stands_where_it_does_not_belong()
    {
        var text = Reduce(Names + Row + Row.Replace("Trực tuyến", "=HYPERLINK(\"x\")", StringComparison.Ordinal)
            + Row.Replace("Trực tuyến", "Nguyễn Văn An", StringComparison.Ordinal)
            + Row.Replace("Trực tuyến", "-9+9", StringComparison.Ordinal), key: null).Text;
        text.ShouldNotContain("HYPERLINK");
        text.ShouldNotContain("Nguyễn");
        text.ShouldContain("'-9+9");
        text.ShouldNotContain(",-9+9");
    }

    private static (string Text, FileTally Tally) Reduce(string csv, string? key)
    {
        using var writer = new StringWriter();
        var tally = Trial(key).Reduce(new MemoryStream(Encoding.UTF8.GetBytes(csv)), Source("onestop-wards"), "a.csv", writer, CancellationToken.None);
        return (writer.ToString(), tally);
    }
}
