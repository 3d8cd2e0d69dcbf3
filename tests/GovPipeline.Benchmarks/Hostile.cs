using System.Globalization;
using System.Text.Json;
using GovPipeline.Testing;

namespace GovPipeline.Benchmarks;

/// <summary>What each file that asks for too much costs before it is refused, against its size; each in a process of its own.</summary>
internal static class Hostile
{
    // What a process needs before it reads anything, and the budget of any file: a second a megabyte, 300 MB.
    private const double LeastSeconds = 2, SecondsPerMegabyte = 1, MostMegabytes = 300;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<int> RunAsync(string[] args)
    {
        var (results, good) = (new List<object>(), true);
        foreach (var (name, _) in HostileFiles.Bombs)
        {
            var file = Path.Combine(Path.GetTempPath(), $"govpipeline-hostile-{Guid.NewGuid():N}");
            try
            {
                await File.WriteAllBytesAsync(file, HostileFiles.Bytes(name)).ConfigureAwait(false);
                var bytes = new FileInfo(file).Length;
                var cost = await Peers.MeasureAsync("refused", file).ConfigureAwait(false);
                var within = cost.WallSeconds <= LeastSeconds + (SecondsPerMegabyte * bytes / 1e6) && cost.PeakMegabytes <= MostMegabytes;
                good &= within;
                results.Add(new { name, bytes, cost.WallSeconds, cost.PeakMegabytes, within });
                if (!args.Contains("--json"))
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{name,-30}{bytes,14:N0} bytes{cost.WallSeconds,8:F2} s{cost.PeakMegabytes,7:F0} MB  {(within ? "within" : "OVER")}"));
                }
            }
            finally
            {
                File.Delete(file);
            }
        }

        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(results, Json));
        }

        return good ? 0 : 1;
    }
}
