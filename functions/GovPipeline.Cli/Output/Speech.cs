using System.Text.Json;
using GovPipeline.Domain.Text;
using GovPipeline.LocalHost;

namespace GovPipeline.Cli.Output;

/// <summary>
/// The one language of a screen: what <c>--lang</c> says, else <c>Language</c> in <c>govpipeline.json</c> or the environment,
/// else the locale of the terminal, else Vietnamese.
/// </summary>
internal static class Speech
{
    /// <summary>The option.</summary>
    public const string OptionName = "--lang";

    /// <summary>The setting.</summary>
    public const string Setting = "Language";

    /// <summary>The language of this process.</summary>
    public static Language Current { get; private set; }

    /// <summary>One of two texts.</summary>
    public static string T(string vi, string en) => Current == Language.English ? en : vi;

    /// <summary>A text in the language.</summary>
    public static string T(Bilingual text) => text.In(Current);

    /// <summary>The side of a text of records, which hold both languages, that the screen has.</summary>
    public static string Half(string both) => T(Bilingual.Halves(both));

    /// <summary>Chooses it.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="environment">Reads a variable; null for none.</param>
    /// <param name="folder">The working folder.</param>
    public static void Choose(IReadOnlyList<string> args, Func<string, string?> environment, string folder)
    {
        string?[] said =
        [
            Asked(args), environment(Setting), Configured(Path.Combine(folder, LocalConfiguration.FileName)),
            environment("LC_ALL"), environment("LC_MESSAGES"), environment("LANG"),
        ];
        Current = said.Select(Of).FirstOrDefault(l => l is not null) ?? Language.Vietnamese;
    }

    /// <summary>The language of a code, <c>vi</c>, <c>en_US.UTF-8</c>; null for another.</summary>
    public static Language? Of(string? code) => code is null ? null
        : code.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Language.English
        : code.StartsWith("vi", StringComparison.OrdinalIgnoreCase) ? Language.Vietnamese : null;

    private static string? Asked(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == OptionName && i + 1 < args.Count)
            {
                return args[i + 1];
            }

            if (args[i].StartsWith(OptionName + "=", StringComparison.Ordinal))
            {
                return args[i][(OptionName.Length + 1)..];
            }
        }

        return null;
    }

    private static string? Configured(string file)
    {
        try
        {
            if (!File.Exists(file))
            {
                return null;
            }

            using var json = JsonDocument.Parse(File.ReadAllText(file), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return json.RootElement.TryGetProperty(Setting, out var language) ? language.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return null; // whoever reads the whole of it says what is wrong
        }
    }
}
