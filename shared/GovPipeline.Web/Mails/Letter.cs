using System.Text;
using GovPipeline.Domain.Text;
using GovPipeline.Reporting.Charts;
using GovPipeline.Reporting.Sending;
using GovPipeline.Web.Rendering;

namespace GovPipeline.Web.Mails;

/// <summary>A mail before it is written: both its parts, text and HTML, are made of this, so that they say the same.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Subject">Subject, one line.</param>
/// <param name="Kind">What kind of mail, on the coloured strip.</param>
/// <param name="Tone">Colour of the strip.</param>
/// <param name="Headline">The message, one sentence without a full stop.</param>
/// <param name="Blocks">What stands below it, in order.</param>
/// <param name="Foot">The small print.</param>
public sealed record Letter(
    Language Language, string Subject, string Kind, Tone Tone, string Headline, IReadOnlyList<LetterBlock> Blocks, string Foot)
{
    /// <summary>Writes both parts.</summary>
    public async Task<MailBody> WriteAsync() => new(
        Subject, Text(), await Markup.RenderAsync<LetterPage>(Language, new Dictionary<string, object?> { ["Letter"] = this }).ConfigureAwait(false));

    private string Text()
    {
        var text = new StringBuilder(Headline).Append(".\n");
        foreach (var block in Blocks)
        {
            text.Append('\n');
            block.AppendTo(text);
        }

        return text.Append('\n').Append(Foot).Append('\n').ToString();
    }
}

/// <summary>A part of a letter.</summary>
public abstract record LetterBlock
{
    /// <summary>Writes it as plain text, ending with a new line.</summary>
    public abstract void AppendTo(StringBuilder text);
}

/// <summary>Sentences.</summary>
/// <param name="Said">What they say.</param>
public sealed record Sentences(string Said) : LetterBlock
{
    /// <inheritdoc/>
    public override void AppendTo(StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.Append(Said).Append('\n');
    }
}

/// <summary>A headline of its own, below the first.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Tone">Its colour.</param>
/// <param name="Said">The message; null where the letter's own headline is meant.</param>
public sealed record Topic(string Kind, Tone Tone, string? Said) : LetterBlock
{
    /// <inheritdoc/>
    public override void AppendTo(StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.Append(Said is null ? $"[{Kind}]\n" : $"{Said}.\n[{Kind}]\n");
    }
}

/// <summary>Labels and values.</summary>
/// <param name="Lines">The lines.</param>
public sealed record FactLines(IReadOnlyList<(string Label, string Value)> Lines) : LetterBlock
{
    /// <inheritdoc/>
    public override void AppendTo(StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (label, value) in Lines)
        {
            text.Append(label).Append(": ").Append(value).Append('\n');
        }
    }
}

/// <summary>A list.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="IsNumbered">Whether they are steps.</param>
public sealed record Listing(string Title, IReadOnlyList<string> Lines, bool IsNumbered = false) : LetterBlock
{
    /// <inheritdoc/>
    public override void AppendTo(StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.Append(Title).Append('\n').AppendJoin('\n', Lines.Select((l, i) => IsNumbered ? $"{i + 1}. {l}" : $"- {l}")).Append('\n');
    }
}

/// <summary>A picture that the mail carries.</summary>
/// <param name="ContentId">Its content id.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Said">What it shows, in words.</param>
public sealed record Picture(string ContentId, string Title, string Said) : LetterBlock
{
    /// <inheritdoc/>
    public override void AppendTo(StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.Append(Title).Append(": ").Append(Said).Append('\n');
    }
}

/// <summary>A link.</summary>
/// <param name="Said">What it says.</param>
/// <param name="To">Where it leads.</param>
/// <param name="IsButton">Whether it is what the reader is asked to do.</param>
public sealed record Link(string Said, Uri To, bool IsButton) : LetterBlock
{
    /// <inheritdoc/>
    public override void AppendTo(StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.Append(Said).Append(": ").Append(To).Append('\n');
    }
}
