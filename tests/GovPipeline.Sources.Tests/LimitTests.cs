using System.IO.Compression;
using System.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;
using GovPipeline.Testing;
using Shouldly;
using Xunit;

namespace GovPipeline.Sources.Tests;

/// <summary>What is too much, damaged or meant to harm is refused with a clear error.</summary>
public sealed class LimitTests
{
    private static readonly string Good = Csv.Dossier("000.00.13.H53-220301-0001", "01/03/2022");

    [Fact]
    public void A_zip_bomb_is_refused_before_it_fills_anything()
    {
        var bomb = Zip(("a.csv", Csv.Header + string.Concat(Enumerable.Repeat(new string('0', 1 << 20), 64))));
        bomb.Length.ShouldBeLessThan(200_000);
        Refusal(bomb).Message.ShouldContain("limits.maxRatio");
    }

    [Fact]
    public void A_gzip_bomb_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Csv.Header));
            for (var i = 0; i < 64; i++)
            {
                gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Good, 10_000))));
            }
        }

        Refusal(packed.ToArray()).Message.ShouldContain("limits.maxRatio");
    }

    [Fact]
    public void An_archive_of_too_many_files_is_refused() =>
        Refusal(Zip([.. Enumerable.Range(0, 201).Select(i => ($"{i}.csv", Csv.Header + Good))])).Message.ShouldContain("limits.maxEntries");

    [Fact]
    public void An_archive_within_an_archive_is_refused() =>
        Refusal(Zip(("inner.zip", Encoding.Latin1.GetString(Zip(("a.csv", "x")))))).Code.ShouldBe("GP205");

    [Fact]
    public void A_path_in_an_archive_leads_nowhere()
    {
        var outside = Path.Combine(Path.GetTempPath(), "govpipeline-outside.csv");
        File.Delete(outside);
        var reading = Reading.Of(Zip(("../../../../../../../.." + outside, Csv.Header + Good)));
        reading.Dossiers.Count.ShouldBe(1);
        File.Exists(outside).ShouldBeFalse();
        reading.Tally.Tables.Single().Sheet.ShouldBe("#1");
    }

    [Fact]
    public void A_flipped_bit_in_a_workbook_is_seen_by_its_checksum()
    {
        var workbook = HostileFiles.Zip(CompressionLevel.NoCompression, ("a.csv", Csv.Header + Good));
        var at = Encoding.Latin1.GetString(workbook).IndexOf("220301-0001", StringComparison.Ordinal);
        workbook[at] ^= 1;
        var refusal = Refusal(workbook);
        (refusal.Code, refusal.Message.Contains("CRC-32", StringComparison.Ordinal)).ShouldBe(("GP209", true));
    }

    [Fact]
    public void Half_a_gzip_file_is_refused()
    {
        var whole = File.ReadAllBytes(Path.Combine(CorpusTests.Folder, "comma-utf8.csv.gz"));
        Refusal(whole[..^9]).Code.ShouldBe("GP209");
    }

    [Fact]
    public void An_external_entity_is_never_fetched()
    {
        var secret = Path.Combine(Path.GetTempPath(), $"govpipeline-{Guid.NewGuid():N}.txt");
        File.WriteAllText(secret, "000.00.13.H53-220301-0009");
        try
        {
            var xml = $"""
                <?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file://{secret}">]>
                <KetQua><HoSo><MaHoSo>&e;</MaHoSo></HoSo><HoSo><MaHoSo>x</MaHoSo></HoSo></KetQua>
                """;
            var refusal = Refusal(Encoding.UTF8.GetBytes(xml), "records-xml");
            refusal.Code.ShouldBe("GP209");
            refusal.Message.ShouldNotContain("0009");
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Fact]
    public void Entities_that_multiply_are_refused()
    {
        var xml = """
            <?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
            <KetQua><HoSo><MaHoSo>&b;</MaHoSo></HoSo></KetQua>
            """;
        Refusal(Encoding.UTF8.GetBytes(xml), "records-xml").Code.ShouldBe("GP209");
    }

    [Fact]
    public void A_header_of_too_many_columns_is_refused()
    {
        var header = Csv.Header.TrimEnd() + string.Concat(Enumerable.Range(0, 1100).Select(i => $",c{i}")) + "\n";
        Refusal(Encoding.UTF8.GetBytes(header + Good)).Message.ShouldContain("limits.maxColumns");
    }

    [Fact]
    public void A_cell_that_is_too_long_is_that_rows_error()
    {
        var lines = File.ReadAllText(Path.Combine(CorpusTests.Folder, "igate-lines.jsonl")).Split('\n');
        lines[1] = lines[1].Replace("Phường IV", new string('a', 40_000), StringComparison.Ordinal);
        var reading = Reading.Of(Encoding.UTF8.GetBytes(string.Join('\n', lines)), definition: CorpusTests.Definition("igate"));
        reading.Dossiers.Count.ShouldBe(2);
        reading.Rejected.Single().Errors.ShouldContain(e => e.Code == "GP318");
    }

    [Theory]
    [InlineData("%PDF-1.7 …", "GP205")]
    [InlineData("{\"content\": [", "GP209")]
    [InlineData("[{\"code\": 1}, nonsense]", "GP209")]
    [InlineData("<a><b></a>", "GP209")]
    public void What_cannot_be_read_says_so(string content, string code) => Refusal(Encoding.UTF8.GetBytes(content), "igate").Code.ShouldBe(code);

    internal static byte[] Zip(params (string Name, string Text)[] entries) => HostileFiles.Zip(entries);

    internal static PipelineException Refusal(byte[] file, string? definition = null) =>
        Should.Throw<PipelineException>(() => Reading.Of(file, definition: CorpusTests.Definition(definition)));
}
