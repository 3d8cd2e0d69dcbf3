using GovPipeline.Domain.Privacy;
using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Errors;

/// <summary>Something that a person has to know, with its code in the catalogue.</summary>
public sealed class PipelineException : Exception
{
    private readonly object?[] _details;

    /// <summary>An error of the catalogue.</summary>
    /// <param name="entry">The error.</param>
    /// <param name="details">What fills the places of its sentences.</param>
    public PipelineException(ErrorEntry entry, params object?[] details)
        : this(null, entry, details)
    {
    }

    /// <summary>An error of the catalogue that another exception caused.</summary>
    public PipelineException(Exception? cause, ErrorEntry entry, params object?[] details)
        : base($"{entry.Code}: {entry.FormatVi(In(entry, Language.Vietnamese, Screened(details)))} / {
            entry.FormatEn(In(entry, Language.English, Screened(details)))}", cause) =>
        (Entry, _details) = (entry, Screened(details));

    /// <summary>The error.</summary>
    public ErrorEntry Entry { get; }

    /// <summary>Its code.</summary>
    public string Code => Entry.Code;

    /// <summary>The sentence in Vietnamese.</summary>
    public string Vi => Entry.FormatVi(In(Entry, Language.Vietnamese, _details));

    /// <summary>The sentence in English.</summary>
    public string En => Entry.FormatEn(In(Entry, Language.English, _details));

    /// <summary>The sentence in a language.</summary>
    public string In(Language language) => language == Language.English ? En : Vi;

    /// <summary>What to do, in a language.</summary>
    public string RemedyIn(Language language) => language == Language.English ? RemedyEn : RemedyVi;

    /// <summary>What to do, in Vietnamese.</summary>
    public string RemedyVi => Entry.RemedyVi;

    /// <summary>What to do, in English.</summary>
    public string RemedyEn => Entry.RemedyEn;

    // What it says goes to logs, mails and pages: a file's name or a library's words may quote a person.
    private static object?[] Screened(object?[] details) => Array.ConvertAll(details, d => d switch
    {
        string text => PersonalData.Masked(text),
        Bilingual both => new Bilingual(PersonalData.Masked(both.Vi), PersonalData.Masked(both.En)),
        _ => d,
    });

    /// <summary>Details in a language. Of what is wrong in the configuration, or unlike before, a detail may say both, parted by <c> / </c>.</summary>
    private static object?[] In(ErrorEntry entry, Language language, object?[] details) => Array.ConvertAll(details, d => d switch
    {
        Bilingual both => both.In(language),
        string text when (entry.Code[2] == '9' || entry == ErrorCatalogue.FileUnlike) && text.Split(" / ") is [var vi, var en] =>
            language == Language.English ? en : vi,
        _ => d,
    });
}
