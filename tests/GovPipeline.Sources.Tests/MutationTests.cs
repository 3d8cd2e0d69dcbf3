using System.Text;
using GovPipeline.Domain.Errors;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace GovPipeline.Sources.Tests;

/// <summary>
/// Ten thousand files with a row changed at random, always the same ones: the figures are the same, or what differs is that row's own,
/// or there is an error. No other row changes or vanishes without a word.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private static readonly string[] Nasty =
    [
        "\"", "\"\"", ",", ";", "\n", "\r\n", "\0", "\t", "<", ">", "{", "}", "[", "&", "'", "=1+1", "Ghi chú", "Tổng cộng", "I.",
        "1,000", "0.500", "06/15/2022",
        "Ngày 05 tháng 06 năm 2022", "Nguyễn Văn An", "072085001234", "#REF!", "NULL", "-", "\uFFFE", "\u200B", "\u0410", "7.2E+11", "99999999999999999999",
        "Người lập biểu", "</td></tr>", "<tr>", "<!--", "]]>", "\\", "\\u0000", "Phường 99", "12:99", "31/02/2022", "x",
    ];

    [Theory]
    [InlineData("comma-utf8.csv", "\n", 4000)]
    [InlineData("semicolon-utf8-bom.csv", "\n", 2500)]
    [InlineData("igate-lines.jsonl", "\n", 1500)]
    [InlineData("html-as-xls.xls", "<tr", 500)]
    [InlineData("records.xml", "<HoSo", 1500)]
    public void A_changed_row_changes_nothing_else_without_a_word(string file, string rowStart, int mutants)
    {
        var whole = File.ReadAllBytes(Path.Combine(CorpusTests.Folder, file));
        var definition = CorpusTests.Definition(CorpusTests.DefinitionOf(file));
        var meant = CorpusTests.Lines(Reading.Of(whole, definition: definition));
        var rows = Rows(whole, meant, rowStart);
        rows.Count.ShouldBeGreaterThan(1);
        var (classes, faults) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<string>());
        for (var i = 0; i < mutants; i++)
        {
            var random = new Random(i);
            var row = random.Next(rows.Count);
            var mutant = Mutate(whole, rows[row], random, out var how);
            var (kind, fault) = Judge(mutant, definition, meant, row);
            classes[kind] = classes.GetValueOrDefault(kind) + 1;
            if (fault is not null)
            {
                faults.Add($"{i} (row {row}, {how}): {fault}");
            }
        }

        output.WriteLine($"{file}: {string.Join(", ", classes.OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}"))}");
        faults.Take(10).ShouldBeEmpty();
    }

    private static (string Kind, string? Fault) Judge(byte[] mutant, Definitions.SourceDefinition? definition, IReadOnlyList<string> meant, int changed)
    {
        Reading reading;
        try
        {
            reading = Reading.Of(mutant, definition: definition);
        }
        catch (PipelineException e)
        {
            return (e.Code, e.Code.StartsWith("GP2", StringComparison.Ordinal) ? null : e.Code);
        }

        var lines = CorpusTests.Lines(reading);
        if (lines.SequenceEqual(meant))
        {
            return ("same", null);
        }

        // What is missing beside the changed row was rejected, each with a reason.
        var lost = meant.Where((line, i) => i != changed && !lines.Contains(line)).ToList();
        var strange = lines.Except(meant).ToList();
        var told = reading.Tally.Rejected > 0 ? "rejected" : reading.Tally.Repaired > 0 ? "repaired" : "another value of the row";
        return lost.Count > reading.Tally.Rejected ? ("fault", $"lost {string.Join(" / ", lost)}")
            : strange.Count > 1 ? ("fault", $"strange {string.Join(" / ", strange)}")
            : lost.Count == 0 && lines.Count < meant.Count && reading.Tally.Rejected == 0 && reading.Tally.Layout == 0 ? ("fault", "the row vanished")
            : (told, null);
    }

    /// <summary>Where each record lies in the file.</summary>
    private static List<Range> Rows(byte[] whole, IReadOnlyList<string> meant, string rowStart)
    {
        var start = Encoding.UTF8.GetBytes(rowStart);
        var rows = new List<Range>();
        foreach (var line in meant)
        {
            var at = whole.AsSpan().IndexOf(Encoding.UTF8.GetBytes(line.Split(" | ")[0]));
            var begin = whole.AsSpan(0, at).LastIndexOf(start) + (rowStart == "\n" ? 1 : 0);
            var end = whole.AsSpan(at).IndexOf(start) is >= 0 and var next ? at + next : whole.Length;
            rows.Add(begin..end);
        }

        return rows;
    }

    private static byte[] Mutate(byte[] whole, Range row, Random random, out string how)
    {
        var (begin, length) = row.GetOffsetAndLength(whole.Length);
        var at = begin + random.Next(length);
        var most = Math.Min(random.Next(1, 24), begin + length - at);
        switch (random.Next(5))
        {
            case 0:
                how = $"bit at {at}";
                var flipped = whole.ToArray();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                how = $"without {most} at {at}";
                return [.. whole[..at], .. whole[(at + most)..]];
            case 2:
                how = $"{most} twice at {at}";
                return [.. whole[..at], .. whole[at..(at + most)], .. whole[at..]];
            default:
                var text = Nasty[random.Next(Nasty.Length)];
                how = $"'{text}' for {most} at {at}";
                return [.. whole[..at], .. Encoding.UTF8.GetBytes(text), .. whole[(random.Next(2) == 0 ? at : at + most)..]];
        }
    }
}
