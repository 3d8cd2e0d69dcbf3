using GovPipeline.Domain.Errors;
using Shouldly;
using Xunit;

namespace GovPipeline.Sources.Tests;

/// <summary>
/// Files with bytes changed, cut, doubled or put in at random, always the same ones. Each is refused with a clear error or
/// read with every row accounted for; formats that carry a checksum give the same records or none.
/// </summary>
public sealed class FuzzTests
{
    private const int MutantsPerFile = 60;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Files => CorpusTests.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_damaged_file_never_crashes_hangs_or_loses_a_row(string file)
    {
        var whole = File.ReadAllBytes(Path.Combine(CorpusTests.Folder, file));
        var definition = CorpusTests.Definition(CorpusTests.DefinitionOf(file));
        var meant = CorpusTests.Lines(Reading.Of(whole, definition: definition));
        var hasChecksum = Path.GetExtension(file) is ".xlsx" or ".zip" or ".gz";
        var random = new Random(file.Sum(c => c));
        for (var i = 0; i < MutantsPerFile; i++)
        {
            var mutant = Mutate(whole, random);
            var reading = await Task.Run(() => Try(mutant, definition)).WaitAsync(Longest);
            if (reading is null)
            {
                continue;
            }

            reading.Tally.Rows.ShouldBe(reading.Tally.Accepted + reading.Tally.Rejected);
            reading.Rejected.Count.ShouldBe((int)reading.Tally.Rejected);
            (reading.Dossiers.Count + (reading.Readings.Count > 0 ? 1 : 0)).ShouldBe((int)reading.Tally.Accepted);
            if (hasChecksum)
            {
                CorpusTests.Lines(reading).ShouldBe(meant, $"mutant {i}");
            }
        }
    }

    private static Reading? Try(byte[] mutant, Definitions.SourceDefinition? definition)
    {
        try
        {
            return Reading.Of(mutant, definition: definition);
        }
        catch (PipelineException e)
        {
            e.Code.ShouldStartWith("GP2");
            return null;
        }
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 8; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 64), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return [.. bytes];
    }
}
