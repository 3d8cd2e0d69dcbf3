using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;

namespace GovPipeline.Domain.Authenticity;

/// <summary>What a test says of a unit in a period.</summary>
public enum FindingState
{
    /// <summary>The data do not tell: never the same as clear.</summary>
    NotTested,

    /// <summary>Too few dossiers to say anything.</summary>
    TooFew,

    /// <summary>The sign is not there, or rare.</summary>
    Clear,

    /// <summary>The sign is there: the unit is asked.</summary>
    Noted,
}

/// <summary>A test and a unit.</summary>
/// <param name="Test">The test.</param>
/// <param name="Known">Dossiers it says anything of.</param>
/// <param name="Found">Of these, those that show the sign; of crowded last days, those received in them.</param>
/// <param name="Peers">The same share among the units of its tier together, itself left out; null where there is none to compare with.</param>
/// <param name="State">What it says.</param>
public sealed record AuthenticityFinding(AuthenticityTest Test, long Known, long Found, decimal? Peers, FindingState State)
{
    /// <summary>The share; null when nothing is known.</summary>
    public decimal? Share => new Rate(Found, Known).Value;

    /// <summary>What all tests say of a unit.</summary>
    /// <param name="own">Its counts in the period.</param>
    /// <param name="peers">Those of the units of its tier together, without it.</param>
    /// <param name="lastDays">Its online dossiers of the last days of the period; null while the period is not over.</param>
    /// <param name="period">The period.</param>
    /// <param name="rules">Thresholds.</param>
    /// <param name="portal">How far the national portal's counts of online dossiers lie from ours, of each unit by itself, and the larger counts; null
    /// when its figures were not given.</param>
    public static IReadOnlyList<AuthenticityFinding> Of(
        AuthenticityCounts own, AuthenticityCounts peers, long? lastDays, Period period, AuthenticityRules rules, PortalGap? portal = null)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(peers);
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(rules);
        var (days, last) = (period.End.DayNumber - period.Start.DayNumber + 1, Math.Min(rules.LastDays, period.End.DayNumber - period.Start.DayNumber + 1));
        return
        [
            .. AuthenticityTest.All.Select(test =>
                test == AuthenticityTest.OfficeHours ? Compared(test, own.FilingTimeKnown, own.FiledInOfficeHours,
                    new Rate(peers.FiledInOfficeHours, peers.FilingTimeKnown).Value, rules, ownShareCounts: false)
                : test == AuthenticityTest.NationalPortal ? Portal(portal, rules)
                : test == AuthenticityTest.Burst ? Burst(own.Declared, lastDays, days, last, rules)
                : DossierScreen.Tests.Contains(test) ? Compared(test, own.Known(test), own.Failed(test),
                    new Rate(peers.Failed(test), peers.Known(test)).Value, rules, ownShareCounts: true)
                : new(test, 0, 0, null, FindingState.NotTested)),
        ];
    }

    private static AuthenticityFinding Compared(AuthenticityTest test, long known, long found, decimal? peers, AuthenticityRules rules, bool ownShareCounts)
    {
        var share = new Rate(found, known).Value;
        var state = known == 0 ? FindingState.NotTested
            : known < rules.FewestDossiers ? FindingState.TooFew
            : (ownShareCounts && share >= rules.NotedShare) || (peers is { } other && share - other >= rules.AbovePeers) ? FindingState.Noted
                : FindingState.Clear;
        return new(test, known, found, peers, state);
    }

    private static AuthenticityFinding Portal(PortalGap? portal, AuthenticityRules rules)
    {
        if (portal is not { } gap)
        {
            return new(AuthenticityTest.NationalPortal, 0, 0, null, FindingState.NotTested);
        }

        var (known, found) = (gap.Known, gap.Found);
        var state = known < rules.FewestDossiers ? FindingState.TooFew
            : found >= known * rules.PortalGap ? FindingState.Noted : FindingState.Clear;
        return new(AuthenticityTest.NationalPortal, known, found, null, state);
    }

    /// <summary>An even share of the last days is that of their number; a crowd is so many times that, and no handful.</summary>
    private static AuthenticityFinding Burst(long declared, long? lastDays, int days, int last, AuthenticityRules rules)
    {
        if (lastDays is not { } found || days <= last)
        {
            return new(AuthenticityTest.Burst, 0, 0, null, FindingState.NotTested);
        }

        var even = (decimal)declared * last / days;
        var state = declared < rules.FewestDossiers ? FindingState.TooFew
            : found < even * rules.BurstTimes ? FindingState.Clear
            : found < rules.FewestDossiers ? FindingState.TooFew : FindingState.Noted; // a crowd that is a handful is none to speak of, and not clear
        return new(AuthenticityTest.Burst, declared, found, declared == 0 ? null : even / declared, state);
    }
}
