using System.Globalization;
using System.IO.Compression;
using System.Text;
using GovPipeline.Storage.Ledger;
using GovPipeline.Testing;

namespace GovPipeline.Benchmarks;

/// <summary>
/// Files of all kinds in random order through one host: good ones of every format, cut off ones, mutated ones, bombs. Every file has an
/// outcome, memory does not grow, and the figures are those of the good rows alone. Files tell of the same dossiers again and again, so that
/// what is kept does not grow either.
/// </summary>
internal static class Soak
{
    private const int RowsPerFile = 5, FilesPerRound = 50, Places = 200, SecondsOfDay = 86_400;
    private const double MostGrowth = 1.2;
    private const long MostBombBytes = 3 << 20;

    // What is spoilt is of a unit of its own, so that the rest can be counted.
    private const string GoodUnit = "Phường 1", SpoiltUnit = "Phường 2";

    public static async Task<int> RunAsync(string[] args)
    {
        var (files, random) = ((int)Arguments.Number(args, "--files", 2000), new Random((int)Arguments.Number(args, "--seed", 1)));
        var bombs = HostileFiles.Bombs.Select(b => HostileFiles.Bytes(b.Name)).Where(b => b.Length < MostBombBytes).ToList();
        await using var pipeline = await TestPipeline.StartAsync().ConfigureAwait(false);
        var (names, good, sizes) = (new List<string>(), new HashSet<int>(), new List<long>());
        for (var i = 0; i < files; i++)
        {
            var place = random.Next(Places);
            var (isGood, day) = (place % 3 > 0, new DateOnly(2022, 5, 1).AddDays(place % 40));
            if (isGood)
            {
                good.Add(place);
            }

            var content = isGood ? Good(i, place, day, random.Next(6))
                : random.Next(4) == 0 ? bombs[random.Next(bombs.Count)] : Spoilt(i, place, day, random);
            names.Add(await pipeline.DropAsync("onestop-wards", content, day).ConfigureAwait(false));
            if (names.Count % FilesPerRound != 0 && i < files - 1)
            {
                continue;
            }

            await pipeline.DrainAsync().ConfigureAwait(false);
            var memory = GC.GetTotalMemory(forceFullCollection: true);
            sizes.Add(memory);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1} files, {memory / 1e6:F1} MB"));
        }

        var lost = 0;
        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var file = await pipeline.Get<FileLedger>().FindBlobAsync(name, CancellationToken.None).ConfigureAwait(false);
            lost += file is null ? 1 : 0;
            var outcome = file is null ? "none" : file.ErrorCode.Length > 0 ? file.ErrorCode : file.State;
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        var row = await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1").ConfigureAwait(false);
        var quarter = sizes.Count / 4;
        var growth = (double)Median(sizes[^quarter..]) / Median(sizes[quarter..(2 * quarter)]);
        Console.WriteLine(string.Join(", ", outcomes.OrderByDescending(o => o.Value).Select(o => $"{o.Key}: {o.Value}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{names.Count} files, {lost} without an outcome; {row.Received} dossiers of {good.Count * RowsPerFile} good ones; "
                + $"memory of the last quarter against the second: {(growth - 1) * 100:F0} %"));
        return lost == 0 && row.Received == good.Count * RowsPerFile && growth <= MostGrowth ? 0 : 1;
    }

    private static long Median(IEnumerable<long> sizes) => sizes.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static byte[] Good(int file, int place, DateOnly day, int kind)
    {
        var csv = Csv.Header + Rows(file, place, day, GoodUnit);
        return kind switch
        {
            0 => HostileFiles.Zip(("a.csv", csv)),
            1 => Gzip(csv),
            2 => HostileFiles.Workbook(string.Concat(csv.TrimEnd().Split('\n').Select((l, r) =>
                $"<row r='{r + 1}'>{string.Concat(l.Split(',').Select(HostileFiles.Text))}</row>"))),
            3 => Encoding.UTF8.GetBytes($"<html><table>{HostileFiles.Rows(csv)}</table></html>"),
            4 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(csv.Replace(',', '\t'))],
            _ => Encoding.UTF8.GetBytes(csv),
        };
    }

    private static byte[] Spoilt(int file, int place, DateOnly day, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(Csv.Header + Rows(file, place, day, SpoiltUnit)).ToList();
        switch (random.Next(4))
        {
            case 0:
                var from = random.Next(bytes.Count);
                bytes.RemoveRange(from, random.Next(1, bytes.Count - from + 1));
                break;
            case 1:
                bytes.Insert(random.Next(bytes.Count), (byte)'"');
                break;
            case 2:
                bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                break;
            default:
                bytes.InsertRange(random.Next(bytes.Count), Enumerable.Repeat((byte)0, 7));
                break;
        }

        return [.. bytes];
    }

    private static string Rows(int file, int place, DateOnly day, string unit)
    {
        var (received, updated) = (day.ToDateTime(default), day.ToDateTime(default).AddSeconds(file % SecondsOfDay));
        return string.Concat(Enumerable.Range(0, RowsPerFile).Select(r => Csv.Dossier(
            string.Create(CultureInfo.InvariantCulture, $"000.01.13.H53-{day:yyMMdd}-{place:D5}{r}"),
            received.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), unit: unit,
            updated: updated.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture))));
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
