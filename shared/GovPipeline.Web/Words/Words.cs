using System.Globalization;
using System.Resources;
using GovPipeline.Domain.Text;

namespace GovPipeline.Web;

/// <summary>The words of one language, from <c>Words.resx</c> (Vietnamese) and <c>Words.en.resx</c>.</summary>
/// <param name="language">The language.</param>
public sealed class Words(Language language)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en"), Vietnamese = CultureInfo.GetCultureInfo("vi");

    /// <summary>The resource files.</summary>
    internal static readonly ResourceManager Resources = new(typeof(Words));

    /// <summary>The language.</summary>
    public Language Language => language;

    /// <summary>A text.</summary>
    /// <exception cref="KeyNotFoundException">No file has it.</exception>
    public string this[string key] => Find(key) ?? throw new KeyNotFoundException(key);

    /// <summary>A text, or null when no file has it.</summary>
    public string? Find(string key) => Resources.GetString(key, language == Language.English ? English : Vietnamese);

    /// <summary>A text with its places filled in.</summary>
    public string Of(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);
}
