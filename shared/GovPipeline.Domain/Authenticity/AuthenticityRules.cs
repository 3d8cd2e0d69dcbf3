using System.ComponentModel.DataAnnotations;

namespace GovPipeline.Domain.Authenticity;

/// <summary>Thresholds of the tests of authenticity, decided by the place (<c>seeds/reference/authenticity.json</c>).</summary>
public sealed record AuthenticityRules
{
    /// <summary>A dossier that fails so many tests is to be looked into (<i>cần xác minh</i>), 1 to 9. The default value is 2.</summary>
    [Range(1, 9)]
    public int FailedTests { get; init; } = 2;

    /// <summary>A05: minutes between filing and receipt up to which they are at once, 0 to 120. The default value is 5.</summary>
    [Range(0, 120)]
    public int MinutesAtOnce { get; init; } = 5;

    /// <summary>A04: the day of receipt from which accounts are verified ones. The default value is 1/7/2024.</summary>
    public DateOnly VerifiedSince { get; init; } = new(2024, 7, 1);

    /// <summary>A07: dossiers of one account in a unit and half-month from which they are many, 2 to 1000. The default value is 5.</summary>
    [Range(2, 1000)]
    public int ManyOfOneAccount { get; init; } = 5;

    /// <summary>A13: days after receipt within which a dossier is gone soon, 0 to 60. The default value is 3.</summary>
    [Range(0, 60)]
    public int DaysGoneSoon { get; init; } = 3;

    /// <summary>A10: how many days the end of a period has, 1 to 31. The default value is 7.</summary>
    [Range(1, 31)]
    public int LastDays { get; init; } = 7;

    /// <summary>A10: how many times the even share of the last days is a crowd, 1 to 20. The default value is 2.</summary>
    [Range(1.0, 20.0)]
    public decimal BurstTimes { get; init; } = 2;

    /// <summary>The share of dossiers that fail a test from which a unit is noted, 0.01 to 1. The default value is 0.1.</summary>
    [Range(0.01, 1.0)]
    public decimal NotedShare { get; init; } = 0.1m;

    /// <summary>How far a unit's share lies above that of its peers together before it is noted, 0 to 1. The default value is 0.15.</summary>
    [Range(0.0, 1.0)]
    public decimal AbovePeers { get; init; } = 0.15m;

    /// <summary>A01: the share by which the portal's count differs from ours from which a unit is noted, 0.001 to 1. The default value is 0.05.</summary>
    [Range(0.001, 1.0)]
    public decimal PortalGap { get; init; } = 0.05m;

    /// <summary>Dossiers below which nothing is said of a unit, 1 to 1000. The default value is 20.</summary>
    [Range(1, 1000)]
    public int FewestDossiers { get; init; } = 20;
}
