namespace GovPipeline.Storage.Parquet;

/// <summary>Names of enum values without allocating one each time.</summary>
internal static class EnumText<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(v => v, v => v.ToString());
    private static readonly Dictionary<string, T> Values = Names.ToDictionary(n => n.Value, n => n.Key, StringComparer.Ordinal);

    public static string Name(T value) => Names[value];

    public static T Value(string name) => Values[name];
}
