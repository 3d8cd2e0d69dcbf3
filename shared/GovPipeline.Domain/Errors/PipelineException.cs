using GovPipeline.Domain.Privacy;

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
        : base($"{entry.Code}: {entry.FormatVi(Screened(details))} / {entry.FormatEn(Screened(details))}", cause) =>
        (Entry, _details) = (entry, Screened(details));

    /// <summary>The error.</summary>
    public ErrorEntry Entry { get; }

    /// <summary>Its code.</summary>
    public string Code => Entry.Code;

    /// <summary>The sentence in Vietnamese.</summary>
    public string Vi => Entry.FormatVi(_details);

    /// <summary>The sentence in English.</summary>
    public string En => Entry.FormatEn(_details);

    /// <summary>What to do, in Vietnamese.</summary>
    public string RemedyVi => Entry.RemedyVi;

    /// <summary>What to do, in English.</summary>
    public string RemedyEn => Entry.RemedyEn;

    // What it says goes to logs, mails and pages: a file's name or a library's words may quote a person.
    private static object?[] Screened(object?[] details) => Array.ConvertAll(details, d => d is string text ? PersonalData.Masked(text) : d);
}
