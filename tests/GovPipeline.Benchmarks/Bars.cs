namespace GovPipeline.Benchmarks;

/// <summary>
/// The benchmarks small, against bars that a fall by half does not pass and the noise of a busy machine does. Small runs mostly measure how a
/// process starts, so these say nothing of how fast it is; they say that it has not become slow.
/// </summary>
internal static class Bars
{
    private const long Rows = 100_000;

    public static async Task<int> RunAsync()
    {
        var peers = await Peers.CompareAsync(Rows, runs: 1).ConfigureAwait(false);
        var night = await Night.MeasureAsync(Rows / 2, years: 1, communes: 0, isAlone: true, warmNights: 0).ConfigureAwait(false);
        (string What, double Is, double Most)[] bars =
        [
            ("reading beside DuckDB, wall", peers.WallRatio, 9),
            ("reading beside DuckDB, memory", peers.MemoryRatio, 2),
            ("storage requests of a night", night.Requests, 700),
            ("megabytes of a night", night.StorageBytes / 1e6, 18),
            ("milliseconds of a page", night.PageMilliseconds, 300),
        ];
        foreach (var (what, value, most) in bars)
        {
            Console.WriteLine($"{what,-32}{value,12:N1}{most,12:N1}   {(value <= most ? "passed" : "FAILED")}");
        }

        return peers.Agree && Array.TrueForAll(bars, b => b.Is <= b.Most) ? 0 : 1;
    }
}
