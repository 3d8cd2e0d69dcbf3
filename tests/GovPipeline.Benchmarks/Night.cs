namespace GovPipeline.Benchmarks;

internal static class Night
{
    public static Task<int> RunAsync(string[] args) => Task.FromResult(args.Length);
}
