using System.Text.Json.Serialization;

namespace GovPipeline.Domain.Text;

/// <summary>A text in both languages.</summary>
/// <param name="Vi">Vietnamese.</param>
/// <param name="En">English.</param>
public sealed record Bilingual(string Vi, string En)
{
    /// <summary>Nothing to say.</summary>
    public static readonly Bilingual Empty = Same(string.Empty);

    /// <summary>Whether there is nothing to say.</summary>
    [JsonIgnore]
    public bool IsEmpty => Vi.Length == 0;

    /// <summary>The same in both.</summary>
    public static Bilingual Same(string text) => new(text, text);

    /// <summary>
    /// Both sides of a text of records, <c>GP202: vi / en</c>. A detail that stands in both may have the sign itself: the middle one parts them; a text
    /// that has none is the same in both.
    /// </summary>
    public static Bilingual Halves(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const string Sign = " / ";
        var parts = text.Split(Sign);
        if (parts.Length % 2 != 0)
        {
            return Same(text);
        }

        var (vi, en) = (string.Join(Sign, parts.Take(parts.Length / 2)), string.Join(Sign, parts.Skip(parts.Length / 2)));
        const int CodeLength = 7;
        var code = vi.Length > CodeLength && vi.StartsWith("GP", StringComparison.Ordinal) && vi[5] == ':' ? vi[..CodeLength] : string.Empty;
        return new(vi, code + en);
    }

    /// <summary>Made once for each language.</summary>
    public static Bilingual Of(Func<Language, string> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        return new(make(Language.Vietnamese), make(Language.English));
    }

    /// <summary>In a language.</summary>
    public string In(Language language) => language == Language.English ? En : Vi;
}
