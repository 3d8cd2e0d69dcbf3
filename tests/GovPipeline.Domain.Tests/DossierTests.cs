using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Domain.Tests;

public sealed class DossierTests
{
    [Theory]
    [InlineData("000.00.13.H53-220615-0042", "000.00.13.H53/2206")]
    [InlineData("h56-210531-0001", "H56/2105")]
    [InlineData("H56.14-240823-12345", "H56.14/2408")]
    public void A_dossier_is_kept_by_its_code_alone(string code, string partition) => PartitionKey.Of(DossierCode.Parse(code)).ToString().ShouldBe(partition);

    [Theory]
    [InlineData("H53-221315-0001")] // no month 13
    [InlineData("H53-220615")]
    [InlineData("../x-220615-0001")]
    [InlineData("A..B-220615-0001")]
    [InlineData("BN12345")]
    [InlineData("HỒ-SƠ-1")]
    public void A_code_of_another_form_has_a_bucket_that_is_always_the_same(string code)
    {
        var key = PartitionKey.Of(DossierCode.Parse(code));
        key.Organisation.ShouldBe(PartitionKey.NoOrganisation);
        key.Month.ShouldMatch("^[0-3][0-9a-f]$");
        PartitionKey.Of(DossierCode.Parse(code)).ShouldBe(key);
        PartitionKey.Parse(key.ToString()).ShouldBe(key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("H53 220615")]
    [InlineData("H53\t1")]
    [InlineData("1234567890123456789012345678901234567890123456789")]
    public void What_is_no_code_is_told(string text) => DossierCode.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void What_tells_codes_of_a_partition_apart_orders_them()
    {
        var random = new Random(1);
        string Some(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => "019AZ"[random.Next(5)]));
        for (var round = 0; round < 2000; round++)
        {
            var alike = Some(random.Next(40));
            var (one, other) = (alike + Some(random.Next(1, 9)), alike + Some(random.Next(1, 9)));
            var (a, b) = (DossierCode.Parse(one), DossierCode.Parse(other));
            a.Length.ShouldBe(one.Length);
            if (a == b)
            {
                continue;
            }

            var same = Enumerable.Range(0, Math.Max(one.Length, other.Length)).First(i => one.ElementAtOrDefault(i) != other.ElementAtOrDefault(i));
            a.BytesAlike(b).ShouldBe(same);
            a.Sixteen(same).CompareTo(b.Sixteen(same)).ShouldBe(Math.Sign(a.CompareTo(b)), $"{one} {other}");
            ((ulong)(a.Sixteen(same) >> 64)).CompareTo((ulong)(b.Sixteen(same) >> 64)).ShouldBe(Math.Sign(a.CompareTo(b)), $"{one} {other}");
        }
    }

    [Fact]
    public void Codes_are_compared_as_texts_are()
    {
        string[] codes = ["A", "AB", "B", "000.00.13.H53-220615-0042", "000.00.13.H53-220615-0043", "Đ1", "123456789012345678901234567890123456789012345678"];
        codes.OrderBy(c => DossierCode.Parse(c)).Select(c => DossierCode.Parse(c).ToString()).ShouldBe(codes.OrderBy(c => c, StringComparer.Ordinal));
        DossierCode.Parse(" h53-1 ").ShouldBe(DossierCode.Parse("H53-1"));
    }

    [Fact]
    public void The_catalogue_of_errors_is_the_page_and_each_code_stands_once()
    {
        ErrorCatalogue.All.Select(e => e.Code).ShouldBe(ErrorCatalogue.All.Select(e => e.Code).Distinct());
        ErrorCatalogue.All.ShouldAllBe(e => !e.RemedyVi.Contains('{') && !e.RemedyEn.Contains('{'), "a remedy is told where no details are at hand");
        var page = "# Mã lỗi / error codes\n\n"
            + "Trang này do `ErrorCatalogue` sinh ra; kiểm thử giữ hai bên giống nhau. "
            + "/ This page is made from `ErrorCatalogue` and held against it by a test.\n\n"
            + "| Mã | Lỗi | Error | Cách xử lý | Remedy |\n|---|---|---|---|---|\n"
            + string.Concat(ErrorCatalogue.All.Select(e => $"| {e.Code} | {e.Vi} | {e.En} | {e.RemedyVi} | {e.RemedyEn} |\n"));
        var path = Path.Combine(Root(), "shared", "GovPipeline.Domain", "Errors", "ERRORS.md");
        if (Environment.GetEnvironmentVariable("GOVPIPELINE_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, page);
        }

        File.ReadAllText(path).ShouldBe(page, "run the tests once with GOVPIPELINE_WRITE_DOCS=1");
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "GovPipeline.sln")))
        {
            at = at.Parent!;
        }

        return at.FullName;
    }
}
