using System.Text;
using System.Text.Json.Nodes;
using GovPipeline.Cli.Commands;
using GovPipeline.Cli.Output;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Onboarding;
using GovPipeline.Testing;

namespace GovPipeline.Cli.Tests;

/// <summary>Taking an official list: what it shows, what it writes, and what it never guesses.</summary>
public sealed class UnitImportTests : IDisposable
{
    private const string List = "DANH MỤC ĐƠN VỊ HÀNH CHÍNH CẤP XÃ\n\nSTT;Mã;Tên;Cấp;Mã TP;Tên TP\n1;25459;Phường Tân Ninh;Phường;80;Tây Ninh\n"
        + "2;25480;Bình Minh;Phường;80;Tây Ninh\n3;25567;Phường Ninh Thạnh;Phường;80;Tây Ninh\n4;00001;Phường Ba Đình;Phường;01;Hà Nội\n"
        + "80;80;Tỉnh Tây Ninh;Tỉnh;80;\n";

    private const string Changes = "Mã cũ;Tên cũ;Mã mới;Tên mới;Một phần;Tỷ lệ;Nghị quyết\n"
        + "25456;Phường 1;25459;Phường Tân Ninh;;;NQ 1682/NQ-UBTVQH15\n25468;P.2;25459;Phường Tân Ninh;toàn bộ;;NQ 1682/NQ-UBTVQH15\n"
        + ";Xã Thái Bình;25459;Phường Tân Ninh;một phần;35%;NQ 1682/NQ-UBTVQH15\n25483;Phường Ninh Thạnh;25567;Phường Ninh Thạnh;;;NQ 1682/NQ-UBTVQH15\n"
        + "25462;Phường 4;25459;Phường Tân Ninh;;;NQ\n25465;Phường Hiệp Ninh;25459;Phường Tân Ninh;;;NQ\n25480;Phường Ninh Sơn;25480;Phường Bình Minh;;;NQ\n"
        + "25474;Xã Tân Bình;25480;Phường Bình Minh;;;NQ\n25477;Xã Bình Minh;25480;Phường Bình Minh;;;NQ\n25471;Xã Thạnh Tân;25480;Phường Bình Minh;;;NQ\n"
        + "25459.0;Phường 3;25459;Phường Tân Ninh;;;NQ\n;Xã X;;Xã Y;;;NQ\n";

    private static readonly DateOnly Day = new(2025, 7, 1);

    private readonly string _seeds = Csv.CopySeeds();

    public UnitImportTests()
    {
        // The place as it was before: the new wards are not known yet.
        var file = Path.Combine(_seeds, "reference", "units.json");
        var units = JsonNode.Parse(File.ReadAllText(file))!.AsArray();
        foreach (var ward in units.Where(u => u!["id"]!.GetValue<string>().StartsWith("tn-", StringComparison.Ordinal)).ToList())
        {
            units.Remove(ward);
        }

        foreach (var name in units.SelectMany(u => u!["names"]!.AsArray()).Where(n => n!["validTo"] is not null))
        {
            name!.AsObject().Remove("validTo");
        }

        units[0]!["names"]!.AsArray().RemoveAt(1);
        File.WriteAllText(file, units.ToJsonString());
        File.Delete(Path.Combine(_seeds, "reference", "successions.json"));
    }

    private ReferenceData Reference => ReferenceData.Load(_seeds);

    public void Dispose() => Directory.Delete(_seeds, recursive: true);

    [Fact]
    public async Task A_day_that_nobody_can_mean_is_a_wrong_argument()
    {
        var list = Path.Combine(_seeds, "list.csv");
        await File.WriteAllTextAsync(list, List);
        (await CommandLine.RunAsync(["units", "import", list, "--on", "1/7/2099"])).ShouldBe(ExitCodes.Usage);
    }

    [Fact]
    public void When_one_of_the_two_files_cannot_be_written_neither_is()
    {
        var reference = Path.Combine(_seeds, "reference");
        var before = File.ReadAllText(Path.Combine(reference, "units.json"));
        var import = Import(List, Changes);
        Directory.CreateDirectory(Path.Combine(reference, "successions.json.next"));
        Should.Throw<UnauthorizedAccessException>(import.Apply);
        File.ReadAllText(Path.Combine(reference, "units.json")).ShouldBe(before);
        File.Exists(Path.Combine(reference, "successions.json")).ShouldBeFalse();
        Directory.GetFiles(reference, "*.tmp").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("successions.json.next", "units.json.tmp")]
    [InlineData("successions.json.next", "units.json.next")]
    [InlineData("successions.json", "units.json.next")]
    public void Killed_at_any_step_the_import_is_ended_whole_by_the_next_one_or_not_at_all(string successions, string units)
    {
        var reference = Path.Combine(_seeds, "reference");
        var before = File.ReadAllText(Path.Combine(reference, "units.json"));
        Import(List, Changes).Apply();
        var after = (Units: File.ReadAllText(Path.Combine(reference, "units.json")), Arrows: File.ReadAllText(Path.Combine(reference, "successions.json")));
        File.Delete(Path.Combine(reference, "successions.json"));
        File.WriteAllText(Path.Combine(reference, "units.json"), before);
        File.WriteAllText(Path.Combine(reference, successions), after.Arrows);
        File.WriteAllText(Path.Combine(reference, units), units.EndsWith(".tmp", StringComparison.Ordinal) ? after.Units[..100] : after.Units);
        if (successions == "successions.json")
        {
            Should.Throw<PipelineException>(() => Reference).Message.ShouldContain("govpipeline units import");
        }

        var ended = UnitFiles.Finish(reference);
        ended.ShouldBe(units != "units.json.tmp");
        File.ReadAllText(Path.Combine(reference, "units.json")).ShouldBe(ended ? after.Units : before);
        File.Exists(Path.Combine(reference, "successions.json")).ShouldBe(ended);
        Directory.GetFiles(reference).Where(f => Path.GetExtension(f) is ".next" or ".tmp").ShouldBeEmpty();
        Reference.Units.All.Count.ShouldBeGreaterThan(0);
        UnitFiles.Finish(reference).ShouldBeFalse();
    }

    [Fact]
    public void A_list_is_shown_before_anything_changes_and_written_when_asked_for()
    {
        var before = File.ReadAllText(Path.Combine(_seeds, "reference", "units.json"));
        var import = Import(List, Changes);
        import.Changes.Where(c => c.Kind == UnitChangeKind.New).Select(c => (c.Code, c.Name)).ShouldBe(
            [("25459", "Phường Tân Ninh"), ("25480", "Phường Bình Minh"), ("25567", "Phường Ninh Thạnh")]);
        import.Changes.Count(c => c.Kind == UnitChangeKind.Ended).ShouldBe(10);
        import.Changes.Single(c => c.Code == "25459" && c.Kind == UnitChangeKind.New).Remark!.Vi.ShouldContain("trước là của Phường 3");
        import.Changes.Single(c => c.Code == "25567").Remark!.Vi.ShouldContain("trước có mã 25483");
        import.Skipped.Count.ShouldBe(3, "another province, the province itself, a change elsewhere");
        File.ReadAllText(Path.Combine(_seeds, "reference", "units.json")).ShouldBe(before);

        import.Apply();
        var after = Reference;
        after.Units.Resolve("25459", Day)!.NameOn(Day).Name.ShouldBe("Phường Tân Ninh");
        after.Units.Resolve("25459", Day.AddDays(-1))!.Id.ShouldBe("tnc-phuong-3");
        after.Units.Resolve("Phường Ninh Thạnh", Day)!.Id.ShouldNotBe("tnc-ninh-thanh");
        var ninh = after.Units.Resolve("25459", Day)!.Id;
        after.Successions.Into(ninh).Select(c => (c.From, c.FromName, c.IsPartial, c.Share)).ShouldBe(
            [
                ("tnc-phuong-1", null, false, null), ("tnc-phuong-2", null, false, null), (null, "Xã Thái Bình", true, 0.35m), ("tnc-phuong-4", null,
                    false, null),
                ("tnc-hiep-ninh", null, false, null), ("tnc-phuong-3", null, false, null),
            ]);
        after.Successions.Of([ninh], Day, Day.AddDays(-1)).Reason!.Vi.ShouldContain("Xã Thái Bình");

        var again = UnitImport.Of(after, Stream(List), Stream(Changes), new(Day, "tay-ninh-city", "80", [], null));
        again.Changes.ShouldAllBe(c => c.Kind == UnitChangeKind.Unchanged);
    }

    [Fact]
    public void What_only_changed_its_name_or_code_goes_on_when_a_person_says_so()
    {
        var list = "Mã;Tên\n25459;Phường Tân Ninh\n" + string.Concat(Reference.Units.UnitsBelow("tay-ninh-city")
            .Where(u => u.Tier == UnitTier.Commune && u.Id != "tnc-phuong-3").Select(u => $"{u.Names[0].Code};{u.Names[0].Name}\n"));
        var import = Import(list, null, same: ["25459"]);
        import.Changes.Where(c => c.Kind != UnitChangeKind.Unchanged).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => c.Kind.ShouldBe(UnitChangeKind.Renamed), c => c.UnitId.ShouldBe("tnc-phuong-3"));
        import.Apply();
        var after = Reference;
        after.Units.Find("tnc-phuong-3")!.Names.Select(n => n.Name).ShouldBe(["Phường 3", "Phường Tân Ninh"]);
        after.Successions.Of(["tnc-phuong-3"], Day, Day.AddDays(-1)).IsUnchanged.ShouldBeTrue("a name is no territory");
    }

    [Theory]
    [InlineData("Mã;Tên\n25459;Phường Tân Ninh\n", "Tên cũ;Tên mới;Nghị quyết\nPhường 1;Phường Tân Ninh;NQ\n", "chưa nói đơn vị kết thúc chuyển về đâu")]
    [InlineData("Mã;Tên\n25459;Phường Tân Ninh\n", "Tên cũ;Tên mới;Nghị quyết\nPhường 1, Phường 2;Phường Tân Ninh;NQ\n", "một dòng")]
    [InlineData("Mã;Tên\n25459;Phường Tân Ninh\n", "Tên cũ;Tên mới;Tỷ lệ;Nghị quyết\nPhường 1;Phường Tân Ninh;35%;NQ\n", "một phần")]
    [InlineData("Mã số thuế;Họ tên\n1;A\n", null, "GP202")]
    [InlineData("Mã;Tên\n1;Phường A\n1;Phường B\n", null, "1")]
    [InlineData("Mã;Tên\n1;Phường A\n2;Phường A\n", null, "phuong a")]
    [InlineData("Mã;Tên\n80;Tỉnh A\n", null, "cấp xã")]
    [InlineData("Mã;Tên\n25459;Phường <b>B</b>\n", null, "không thể là tên đơn vị")]
    [InlineData("Mã;Tên\n25459;Xã Nguyễn Thị Bảo Ngọc 0903123456\n", null, "không thể là tên đơn vị")]
    [InlineData("Mã;Tên\n2.55E+04;Phường Tân Ninh\n", null, "bị bảng tính làm tròn")]
    [InlineData("Mã;Tên\n25459;Phường Tân Ninh\n", "Tên cũ;Tên mới\nPhường 1;Phường Tân Ninh\n", "căn cứ")]
    [InlineData("Mã;Tên\n25459;Phường Tân Ninh\n", "Tên cũ;Tên mới;Một phần;Nghị quyết\nPhường 1;Phường Tân Ninh;hơi hơi;NQ\n", "hơi hơi")]
    [InlineData("Mã;Tên\n25459;Phường Tân Ninh\n", "Tên cũ;Tên mới;Một phần;Tỷ lệ;Nghị quyết\nPhường 1;Phường Tân Ninh;một phần;135%;NQ\n", "135%")]
    public void A_list_that_cannot_be_taken_says_file_row_and_why_and_changes_nothing(string list, string? changes, string said)
    {
        var before = File.ReadAllText(Path.Combine(_seeds, "reference", "units.json"));
        var error = Should.Throw<PipelineException>(() => Import(list, changes).Apply());
        $"{error.Code} {error.Vi}".ShouldContain(said);
        File.ReadAllText(Path.Combine(_seeds, "reference", "units.json")).ShouldBe(before);
        File.Exists(Path.Combine(_seeds, "reference", "successions.json")).ShouldBeFalse();
    }

    [Fact]
    public void Changes_that_cannot_be_are_refused_as_a_whole()
    {
        var before = File.ReadAllText(Path.Combine(_seeds, "reference", "units.json"));

        // Phường 1 in full to two wards.
        var import = Import(List, Changes + "25456;Phường 1;25480;Phường Bình Minh;;;NQ\n");
        Should.Throw<PipelineException>(import.Apply).Code.ShouldBe("GP901");
        File.ReadAllText(Path.Combine(_seeds, "reference", "units.json")).ShouldBe(before);
    }

    [Fact]
    public void Other_changes_of_the_day_stay_and_a_name_that_looks_like_ours_is_asked_about()
    {
        var file = Path.Combine(_seeds, "reference", "successions.json");
        File.WriteAllText(file, """[{"from":"tnc-one-stop","on":"2025-07-01","legalBasis":"NQ 202"}]""");
        var units = Path.Combine(_seeds, "reference", "units.json");
        var nodes = JsonNode.Parse(File.ReadAllText(units))!.AsArray();
        nodes.First(n => n!["id"]!.GetValue<string>() == "tnc-one-stop")!["names"]![0]!["validTo"] = "2025-06-30";
        File.WriteAllText(units, nodes.ToJsonString());
        var import = Import(List, Changes + ";Phường Hiệp Nin;25459;Phường Tân Ninh;;;NQ\n");
        import.Arrows.ShouldContain(a => a.Contains("hay là 'Phường Hiệp Ninh'?", StringComparison.Ordinal));
        import.Arrows.ShouldContain(a => a.StartsWith("Bộ phận Một cửa thành phố → không có đơn vị kế thừa", StringComparison.Ordinal));
        Should.Throw<PipelineException>(() => Import(List.Replace("25459", "25462", StringComparison.Ordinal).Replace("Tân Ninh;Phường", "3;Phường",
            StringComparison.Ordinal), null, same: ["25462"])).Vi.ShouldContain("khác nhau");
        Should.Throw<PipelineException>(() => Import(List, null, same: ["99999"])).Vi.ShouldContain("không có trong danh sách");
    }

    private static (Stream, string) Stream(string text) => (new MemoryStream(Encoding.UTF8.GetBytes(text)), "danh-muc.csv");

    private UnitImport Import(string list, string? changes, string[]? same = null) =>
        UnitImport.Of(Reference, Stream(list), changes is null ? null : Stream(changes), new(Day, "tay-ninh-city", list.Contains("Mã TP",
            StringComparison.Ordinal) ? "80" : null, same ?? [], null));
}
