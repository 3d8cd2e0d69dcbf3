using GovPipeline.Domain.Text;
using GovPipeline.Domain.Alerts;

namespace GovPipeline.Web.Mails;

/// <summary>Why an alert stands in a mail.</summary>
public enum AlertNews
{
    /// <summary>It went to leadership because nobody acknowledged it.</summary>
    Escalated,

    /// <summary>It is new, or back.</summary>
    Raised,

    /// <summary>It got worse, or its silence is over.</summary>
    Changed,

    /// <summary>It stands still.</summary>
    Repeated,

    /// <summary>It is over.</summary>
    Resolved,
}

/// <summary>An alert in a mail.</summary>
/// <param name="News">Why it stands there.</param>
/// <param name="Alert">The alert.</param>
/// <param name="InFull">Whether all that stands behind it is told; a digest tells the message and what any figure must carry.</param>
/// <param name="Acknowledge">The page on which the reader says that they know, or assigns it; null when mails carry no links.</param>
/// <param name="Picture">Content id of the trend; null for none.</param>
/// <param name="ToldFigure">The figure that the reader was told last; null for none.</param>
public sealed record AlertItem(AlertNews News, Alert Alert, bool InFull, Uri? Acknowledge, string? Picture, Bilingual? ToldFigure = null);
