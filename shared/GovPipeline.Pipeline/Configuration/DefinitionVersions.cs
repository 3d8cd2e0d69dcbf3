using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>
/// Which version of every definition figures are made with: units, targets, indicators, wordings, sources, the program. Kept with each
/// publication, so that a figure can be told from one that was counted by other rules.
/// </summary>
public static class DefinitionVersions
{
    private const int Letters = 8;

    /// <summary>The definitions by name, each with the first letters of its SHA-256; the program with its version.</summary>
    /// <param name="folder">The folder of reference data and source definitions.</param>
    public static IReadOnlyDictionary<string, string> Of(string folder)
    {
        var reference = Path.Combine(folder, "reference");
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["units"] = OfFiles(Path.Combine(reference, "units.json"), Path.Combine(reference, "organisations.json"), Path.Combine(reference,
                "successions.json")),
            ["targets"] = OfFiles(Path.Combine(reference, "targets.json")),
            ["indicators"] = OfFiles(
                Path.Combine(reference, "indicators.json"), Path.Combine(reference, "conventions.json"), Path.Combine(reference, "authenticity.json")),
            ["vocabulary"] = OfFiles(
                [Path.Combine(reference, "columns.json"), Path.Combine(reference, "vocabulary.json"), .. Files(Path.Combine(reference, "lists"))]),
            ["holidays"] = OfFiles(Path.Combine(reference, "holidays.json")),
            ["sources"] = OfFiles([.. Files(Path.Combine(folder, "sources"))]),
            ["program"] = Program,
        };
    }

    /// <summary>Version of the program, with the commit it was built from where that is known.</summary>
    public static string Program { get; } =
        typeof(DefinitionVersions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion is { } version
            ? version.Split('+') is [var number, { Length: > Letters } commit] ? $"{number}+{commit[..Letters]}" : version
            : "?";

    /// <summary>In one text, as it stands in <c>datasets</c>: <c>indicators=1a2b3c4d; program=1.0.0; …</c>.</summary>
    public static string Format(IReadOnlyDictionary<string, string> versions) => string.Join("; ", versions.Select(v => $"{v.Key}={v.Value}"));

    /// <summary>What <see cref="Format"/> wrote; nothing of an empty text.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Where(p => p.Length == 2)
            .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal);

    private static string OfFiles(params string[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Where(File.Exists))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Letters];
    }
}
