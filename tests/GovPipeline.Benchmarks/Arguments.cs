using System.Globalization;

namespace GovPipeline.Benchmarks;

internal static class Arguments
{
    public static string? Value(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    public static long Number(string[] args, string name, long otherwise) =>
        Value(args, name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
