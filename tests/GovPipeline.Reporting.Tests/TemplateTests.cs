using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using GovPipeline.Domain.Units;
using GovPipeline.Reporting.Reports;
using GovPipeline.Testing;

namespace GovPipeline.Reporting.Tests;

/// <summary>The document that an office changes itself.</summary>
public sealed class TemplateTests
{
    private static readonly byte[] Template = File.ReadAllBytes(Path.Combine(Csv.Seeds, "reference", "report.docx"));

    [Fact]
    public void The_template_of_the_seeds_uses_every_name_and_no_other() => ReportTemplate.Mistakes(Template).ShouldBeEmpty();

    [Theory]
    [InlineData("{{tom-tat}}", "{{tom-tatt}}", "{{tom-tatt}}: không có tên này")]
    [InlineData("{{tinh-trang-so-lieu}}", "", "thiếu {{tinh-trang-so-lieu}}")]
    public void A_name_that_nobody_knows_and_figures_without_a_day_are_told(string right, string wrong, string said) =>
        ReportTemplate.Mistakes(Changed(right, wrong)).Single().ShouldContain(said);

    [Fact]
    public void A_page_number_beside_a_name_is_told_rather_than_written_twice()
    {
        using var stream = new MemoryStream();
        stream.Write(Template);
        using (var document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().First(p => p.InnerText.Contains("{{tom-tat}}", StringComparison.Ordinal))
                .AppendChild(new SimpleField(new Run(new Text("1"))) { Instruction = "PAGE" });
        }

        ReportTemplate.Mistakes(stream.ToArray()).Single().ShouldContain("để trường (số trang)");
    }

    [Fact]
    public void A_template_whose_main_part_has_another_name_is_read_as_well()
    {
        using var stream = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(Template)))
        using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                using var writer = new StreamWriter(to.CreateEntry(entry.FullName.Replace("document.xml", "document2.xml", StringComparison.Ordinal)).Open());
                writer.Write(reader.ReadToEnd().Replace("document.xml", "document2.xml", StringComparison.Ordinal));
            }
        }

        ReportTemplate.Mistakes(stream.ToArray()).ShouldBeEmpty();
        using var document = WordprocessingDocument.Open(stream, isEditable: false);
        document.MainDocumentPart!.Uri.OriginalString.ShouldBe("/word/document2.xml");
    }

    [Fact]
    public void What_is_no_document_is_told() => ReportTemplate.Mistakes("không phải docx"u8.ToArray()).Single().ShouldContain("không phải tệp .docx");

    [Fact]
    public void A_unit_has_its_own_letterhead_a_ward_that_of_its_name_and_the_area_that_of_the_place()
    {
        var place = new Letterhead(["ỦY BAN NHÂN DÂN", "THÀNH PHỐ TÂY NINH"], "Tây Ninh", ["CHỦ TỊCH"])
        {
            Addressees = ["UBND tỉnh"],
            Units = new Dictionary<string, Letterhead> { ["mot-cua"] = new(["UBND TP", "BỘ PHẬN MỘT CỬA"], "Tây Ninh", ["TRƯỞNG BỘ PHẬN"]) },
        };
        var (day, never) = (new DateOnly(2022, 6, 15), DateOnly.MaxValue);
        place.Of("mot-cua", "Bộ phận Một cửa", UnitTier.District, day, never).Body[1].ShouldBe("BỘ PHẬN MỘT CỬA");
        place.Of("p1", "Phường 1", UnitTier.Commune, day, never).ShouldSatisfyAllConditions(
            l => l.Body.ShouldBe(["ỦY BAN NHÂN DÂN", "PHƯỜNG 1"]), l => l.Addressees.ShouldBeEmpty());
        place.Of("area:tp", "Toàn thành phố", null, day, never).ShouldBe(place);
    }

    [Fact]
    public void After_a_merger_the_body_that_took_its_place_issues_and_a_unit_that_is_no_more_issues_nothing()
    {
        var merged = new DateOnly(2025, 7, 1);
        var province = new Letterhead(["ỦY BAN NHÂN DÂN", "TỈNH TÂY NINH"], "Tây Ninh", ["CHỦ TỊCH"]) { From = merged };
        var city = new Letterhead(["ỦY BAN NHÂN DÂN", "THÀNH PHỐ TÂY NINH"], "Tây Ninh", ["CHỦ TỊCH"])
        {
            Later = [province],
            Units = new Dictionary<string, Letterhead> { ["mot-cua"] = new(["UBND TP", "BỘ PHẬN MỘT CỬA"], "Tây Ninh", ["TRƯỞNG BỘ PHẬN"]) },
        };
        Letterhead Of(string unit, UnitTier? tier, DateOnly day, DateOnly lastDay) => city.Of(unit, "Phường Tân Ninh", tier, day, lastDay);
        Of("area:tp", null, merged.AddDays(-1), DateOnly.MaxValue).ShouldBe(city);
        Of("area:tp", null, merged, DateOnly.MaxValue).ShouldBe(province);
        Of("mot-cua", UnitTier.District, merged.AddDays(-1), merged.AddDays(-1)).Body[1].ShouldBe("BỘ PHẬN MỘT CỬA");
        Of("mot-cua", UnitTier.District, merged, merged.AddDays(-1)).ShouldBe(province);
        Of("tn", UnitTier.Commune, merged, DateOnly.MaxValue).Body[1].ShouldBe("PHƯỜNG TÂN NINH");
        city.Texts.ShouldContain("TỈNH TÂY NINH");
    }

    private static byte[] Changed(string right, string wrong)
    {
        using var stream = new MemoryStream();
        stream.Write(Template);
        using (var document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            foreach (var text in document.MainDocumentPart!.Document!.Body!.Descendants<Text>().Where(t => t.Text.Contains(right, StringComparison.Ordinal)))
            {
                text.Text = text.Text.Replace(right, wrong, StringComparison.Ordinal);
            }
        }

        return stream.ToArray();
    }
}
