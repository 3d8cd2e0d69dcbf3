using System.Text;
using GovPipeline.Sources.Formats;
using Sylvan.Data.Csv;

namespace GovPipeline.Sources.Tests;

/// <summary>Plain rows are cut by our own code: it finds the cells that the library finds, and leaves to the library what it does not know.</summary>
public sealed class PlainCsvTests
{
    // Nearly all letters of a table, and every one that says where a cell or a row ends.
    private static readonly string[] Parts =
    [
        "a", "Đã trả", "1.004873", " ", "\u00A0", ",", ",", ",", ";", "\n", "\n", "\r\n", "\r", "\"", "\"\"", "\"Phường 2\"", "\"a,b\"", ",\"x\"\n",
        ",\"x\"\r\n", "\"a\nb\"", "\uFEFF", "\uFFFD", "\u012C", "\u0A2C", "\0", "0123456789abcdef", "#", "𠮷",
    ];

    [Theory]
    [InlineData(1, ',')]
    [InlineData(2, ',')]
    [InlineData(3, ';')]
    [InlineData(4, '\t')]
    public void Rows_have_the_cells_that_the_library_finds(int seed, char delimiter)
    {
        var random = new Random(seed);
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Parts[random.Next(Parts.Length)]))
                .TrimStart('\uFEFF').Replace(',', delimiter);

            // Of a letter that ends lines on old systems, the library says at the end of its buffer what it does not say elsewhere.
            var hasOldEnd = text.Replace("\r\n", string.Empty, StringComparison.Ordinal).Contains('\r', StringComparison.Ordinal);
            var (ours, theirs) = (Ours(text, hasOldEnd ? int.MaxValue : random.Next(1, 40), delimiter), Theirs(text, delimiter));
            ours.ShouldBe(theirs, $"seed {seed}, round {round}: {System.Text.Json.JsonSerializer.Serialize(text)}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r")]
    public void Rows_that_end_anywhere_in_a_buffer_are_cut_alike(string carriage)
    {
        var row = new string('x', 1013);
        var text = string.Concat(Enumerable.Range(0, 600).Select(i => $"{row[(i % 40)..]},\"{i}\",Đ{carriage}\n"));
        var rows = Ours(text, int.MaxValue);
        rows.ShouldBe(Theirs(text));
        rows.Count.ShouldBe(600);
        Plain(text).ShouldBe(600);
    }

    [Fact]
    public void What_spreadsheets_and_systems_write_is_cut_here()
    {
        Plain("Mã hồ sơ,Trạng thái\r\n000.01-1,\"Đã trả\"\r\n000.01-2,\r\n\"\",x").ShouldBe(4);
        Plain("a,b\n1,\"lines\nof it\"\n2,x\n").ShouldBe(1);
    }

    /// <summary>How many rows are cut here.</summary>
    private static int Plain(string text)
    {
        var (csv, rows) = (new PlainCsv(new StringReader(text), ','), 0);
        while (csv.TryRead(out var isRow) && isRow)
        {
            rows++;
        }

        return rows;
    }

    private static List<string> Ours(string text, int most, char delimiter = ',')
    {
        using var stream = new Dripping(Encoding.UTF8.GetBytes(text), most);
        using var rows = new CsvRows(stream, new UTF8Encoding(false), delimiter, false, "file.csv", string.Empty);
        var found = new List<string>();
        try
        {
            while (rows.Read())
            {
                found.Add(string.Join("¦", Enumerable.Range(0, rows.FieldCount).Select(i => rows.GetFieldSpan(i).ToString())));
            }
        }
        catch (Domain.Errors.PipelineException e)
        {
            found.Add(e.Code);
        }

        return found;
    }

    private static List<string> Theirs(string text, char delimiter = ',')
    {
        var found = new List<string>();
        try
        {
            using var reader = new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), new UTF8Encoding(false));
            using var csv = CsvDataReader.Create(reader, new CsvDataReaderOptions { HasHeaders = false, Delimiter = delimiter, Comment = '\uFDD1' });
            while (csv.Read())
            {
                found.Add(string.Join("¦", Enumerable.Range(0, csv.RowFieldCount).Select(i => csv.GetFieldSpan(i).ToString())));
            }
        }
        catch (Exception e) when (e is FormatException or CsvFormatException or CsvInvalidCharacterException)
        {
            found.Add("GP204");
        }

        return found;
    }

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class Dripping(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, most)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));
    }
}
