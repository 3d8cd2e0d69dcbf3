namespace GovPipeline.Domain.Text;

/// <summary>A text in both languages.</summary>
/// <param name="Vi">Vietnamese.</param>
/// <param name="En">English.</param>
public sealed record Bilingual(string Vi, string En)
{
    /// <summary>The same in both.</summary>
    public static Bilingual Same(string text) => new(text, text);

    /// <summary>Made once for each language.</summary>
    public static Bilingual Of(Func<Language, string> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        return new(make(Language.Vietnamese), make(Language.English));
    }

    /// <summary>In a language.</summary>
    public string In(Language language) => language == Language.English ? En : Vi;
}
