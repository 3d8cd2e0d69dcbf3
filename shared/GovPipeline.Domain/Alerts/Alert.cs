using GovPipeline.Domain.Text;
using GovPipeline.Domain.Units;

namespace GovPipeline.Domain.Alerts;

/// <summary>An alert with its life: the same breach is the same alert, however many nights it lasts.</summary>
public sealed record Alert
{
    /// <summary>The period, or <c>operations</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>Within the scope.</summary>
    public required string Key { get; init; }

    /// <summary>What it is about.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>The unit, or an area's roll-up id; empty for none.</summary>
    public required string UnitId { get; init; }

    /// <summary>The unit's tier; null for an area or none.</summary>
    public UnitTier? Tier { get; init; }

    /// <summary>The source; empty for none.</summary>
    public string SourceId { get; init; } = string.Empty;

    /// <summary>Where it stands.</summary>
    public AlertState State { get; init; }

    /// <summary>How often it was opened, from 1.</summary>
    public int Occurrence { get; init; }

    /// <summary>How much there was to tell in this occurrence, from 1; who was told less hears the rest.</summary>
    public int Notices { get; init; }

    /// <summary>When this occurrence was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Last local day of silence; null for none.</summary>
    public DateOnly? SilencedUntil { get; init; }

    /// <summary>Who answers for it and until when: as the place has said, or as somebody has assigned it since; null for nobody.</summary>
    public AlertDuty? Duty { get; init; }

    /// <summary>That it is well again and is watched; null while it is not.</summary>
    public AlertCalm? Calm { get; init; }

    /// <summary>What it says.</summary>
    public required AlertContent Content { get; init; }

    /// <summary>Every step with who and when, oldest first.</summary>
    public IReadOnlyList<AlertStep> Steps { get; init; } = [];

    /// <summary>What each recipient was told last, by recipient.</summary>
    public IReadOnlyDictionary<string, AlertTold> Told { get; init; } = new Dictionary<string, AlertTold>();

    /// <summary>Whether it stands.</summary>
    public bool IsLive => State != AlertState.Resolved;
}

/// <summary>A step of an alert's life.</summary>
/// <param name="At">When.</param>
/// <param name="What"><c>raised</c>, <c>changed</c>, <c>escalated</c>, <c>acknowledged</c>, <c>assigned</c>, <c>silenced</c>,
/// <c>reopened</c>, <c>calm</c>, <c>resolved</c>.</param>
/// <param name="Who">A recipient's name, an operator's account, or <c>GovPipeline</c>.</param>
/// <param name="Note">Why.</param>
public sealed record AlertStep(DateTimeOffset At, string What, string Who, string Note);

/// <summary>What a recipient was told last of an alert.</summary>
/// <param name="Occurrence">Of which occurrence.</param>
/// <param name="Notice">Up to which notice.</param>
/// <param name="At">When.</param>
/// <param name="FirstMessageId">Message-ID of the mail that told of this alert first; later ones answer it.</param>
public sealed record AlertTold(int Occurrence, int Notice, DateTimeOffset At, string FirstMessageId)
{
    /// <summary>The figure that the reader was told last; null for none.</summary>
    public Bilingual? Figure { get; init; }
}
