using GovPipeline.Domain.Text;

namespace GovPipeline.Storage.Mail;

/// <summary>What a mail says, kept in <c>mails/{id}.json</c>: a table row would be too small for it.</summary>
/// <param name="Text">Plain text part.</param>
/// <param name="Html">HTML part.</param>
/// <param name="Pictures">Pictures that the HTML part shows by their content id.</param>
/// <param name="Files">Attached files.</param>
/// <param name="InReplyTo">Message-ID of the mail it answers; empty for none.</param>
/// <param name="References">Message-IDs of the threads it belongs to.</param>
/// <param name="About">What it tells of, for whoever composes the next one.</param>
public sealed record MailContent(
    string Text, string Html, IReadOnlyList<MailPicture> Pictures, IReadOnlyList<MailFile> Files, string InReplyTo, IReadOnlyList<string> References,
    IReadOnlyList<MailTopic> About)
{
    /// <summary>The slips that it tells of, as they stand among pending work; none for a mail of an older build.</summary>
    public IReadOnlyList<string> Slips { get; init; } = [];
}

/// <summary>A picture of a mail.</summary>
/// <param name="ContentId">What <c>cid:</c> names.</param>
/// <param name="Png">The picture.</param>
public sealed record MailPicture(string ContentId, byte[] Png);

/// <summary>A file that goes with a mail.</summary>
/// <param name="Container">Container it stands in.</param>
/// <param name="Blob">Its name there.</param>
/// <param name="Name">Name the recipient sees.</param>
public sealed record MailFile(string Container, string Blob, string Name);

/// <summary>An alert that a mail tells of.</summary>
/// <param name="Scope">Its scope.</param>
/// <param name="Key">Its key.</param>
/// <param name="Occurrence">Which occurrence.</param>
/// <param name="Notice">Up to which notice.</param>
public sealed record MailTopic(string Scope, string Key, int Occurrence, int Notice)
{
    /// <summary>The figure that the mail says, so that the next one says from which to which it went; null when it says none.</summary>
    public Bilingual? Figure { get; init; }
}
