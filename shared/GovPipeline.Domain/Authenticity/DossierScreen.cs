using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Authenticity;

/// <summary>What a test says of a dossier.</summary>
public enum ScreenOutcome : byte
{
    /// <summary>The test does not speak of it.</summary>
    NotAsked,

    /// <summary>The data do not tell.</summary>
    Unknown,

    /// <summary>The sign is not there.</summary>
    Passed,

    /// <summary>The sign is there.</summary>
    Failed,
}

/// <summary>Puts one dossier to the tests that single dossiers show. Pure: the same dossier, the same outcomes.</summary>
/// <param name="rules">Thresholds.</param>
/// <param name="calendar">Office hours.</param>
/// <param name="hasSeveralSystems">Whether several systems tell of dossiers, so that one code could come from two.</param>
public sealed class DossierScreen(AuthenticityRules rules, WorkingCalendar calendar, bool hasSeveralSystems)
{
    private delegate ScreenOutcome Screening(DossierScreen screen, in Dossier dossier, int ofItsAccount);

    private static readonly (AuthenticityTest Test, Screening Of)[] Screenings =
    [
        (AuthenticityTest.NoElectronicResult, (DossierScreen _, in Dossier d, int _) =>
            !IsResultDue(in d) ? ScreenOutcome.NotAsked : Of(d.ElectronicResult, failsOn: Answer.No)),
        (AuthenticityTest.NoDigitalParts, (DossierScreen _, in Dossier d, int _) =>
            d.DigitisedParts is not { } parts ? ScreenOutcome.Unknown : parts == 0 ? ScreenOutcome.Failed : ScreenOutcome.Passed),
        (AuthenticityTest.UnverifiedAccount, (DossierScreen s, in Dossier d, int _) =>
            d.Received.Day < s._rules.VerifiedSince ? ScreenOutcome.NotAsked : Of(d.AccountVerified, failsOn: Answer.No)),
        (AuthenticityTest.AtOnce, (DossierScreen s, in Dossier d, int _) => s.AtOnce(in d)),
        (AuthenticityTest.Concentration, (DossierScreen s, in Dossier _, int ofItsAccount) =>
            ofItsAccount == 0 ? ScreenOutcome.Unknown : ofItsAccount >= s._rules.ManyOfOneAccount ? ScreenOutcome.Failed : ScreenOutcome.Passed),
        (AuthenticityTest.PaidOffline, (DossierScreen _, in Dossier d, int _) => d.FeeDue switch
        {
            Answer.No => ScreenOutcome.NotAsked,
            Answer.Yes => Of(d.PaidOnline, failsOn: Answer.No),
            _ => ScreenOutcome.Unknown,
        }),
        (AuthenticityTest.GoneSoon, (DossierScreen s, in Dossier d, int _) => s.GoneSoon(in d) ? ScreenOutcome.Failed : ScreenOutcome.Passed),
        (AuthenticityTest.PaperToo, (DossierScreen _, in Dossier d, int _) =>
            d.PaperParts is not { } paper ? ScreenOutcome.Unknown : paper > 0 ? ScreenOutcome.Failed : ScreenOutcome.Passed),
        (AuthenticityTest.NotAuthorised, (DossierScreen _, in Dossier d, int _) => d.OwnerFiled switch
        {
            Answer.Yes => ScreenOutcome.Passed,
            Answer.No => Of(d.Authorised, failsOn: Answer.No),
            _ => ScreenOutcome.Unknown,
        }),
        (AuthenticityTest.Defaulted, (DossierScreen _, in Dossier d, int _) => Of(d.Synchronised, failsOn: Answer.Yes)),
        (AuthenticityTest.Duplicated, (DossierScreen s, in Dossier d, int _) =>
            !s._hasSeveralSystems ? ScreenOutcome.Unknown : d.ElsewhereToo ? ScreenOutcome.Failed : ScreenOutcome.Passed),
    ];

    private readonly AuthenticityRules _rules = rules;
    private readonly bool _hasSeveralSystems = hasSeveralSystems;

    /// <summary>The tests, in the order of <see cref="Outcomes"/>.</summary>
    public static IReadOnlyList<AuthenticityTest> Tests { get; } = [.. Screenings.Select(s => s.Test)];

    /// <summary>Whether a dossier is put to the tests: it says that it was filed online and was received, also when its source deleted it since.</summary>
    public static bool Asks(in Dossier dossier) => dossier.Channel.IsOnline() && dossier.Status.IsReceived() && dossier.Received.HasValue;

    /// <summary>Whether a result is due of it: it was resolved. What is in progress or was withdrawn owes none.</summary>
    public static bool IsResultDue(in Dossier dossier) => dossier.Status is DossierStatus.Finished or DossierStatus.Returned;

    /// <summary>Whether QĐ 766/QĐ-TTg 3.3 counts it: filed online and, where a result is due, with an electronic one.</summary>
    public static ScreenOutcome Counts766(in Dossier dossier) =>
        !IsResultDue(in dossier) ? ScreenOutcome.Passed : Of(dossier.ElectronicResult, failsOn: Answer.No);

    /// <summary>Puts a dossier to the tests.</summary>
    /// <param name="dossier">The dossier; <see cref="Asks"/> holds of it.</param>
    /// <param name="ofItsAccount">Online dossiers of its account in its unit and half-month, itself included; 0 when the account is not known.</param>
    /// <param name="outcomes">Receives the outcome of each of <see cref="Tests"/>.</param>
    public void Outcomes(in Dossier dossier, int ofItsAccount, Span<ScreenOutcome> outcomes)
    {
        for (var i = 0; i < Screenings.Length; i++)
        {
            outcomes[i] = Screenings[i].Of(this, in dossier, ofItsAccount);
        }
    }

    /// <summary>Whether a dossier was filed in office hours; unknown when its time is not given.</summary>
    public Answer InOfficeHours(in Dossier dossier) => !dossier.Submitted.HasTime ? Answer.Unknown
        : calendar.IsOfficeHour(dossier.Submitted.ToDateTime()!.Value) ? Answer.Yes : Answer.No;

    private static ScreenOutcome Of(Answer answer, Answer failsOn) =>
        answer == Answer.Unknown ? ScreenOutcome.Unknown : answer == failsOn ? ScreenOutcome.Failed : ScreenOutcome.Passed;

    private ScreenOutcome AtOnce(in Dossier dossier)
    {
        if (!dossier.Submitted.HasTime || !dossier.Received.HasTime)
        {
            return ScreenOutcome.Unknown;
        }

        var (submitted, received) = (dossier.Submitted.ToDateTime()!.Value, dossier.Received.ToDateTime()!.Value);
        return received >= submitted && received - submitted <= TimeSpan.FromMinutes(_rules.MinutesAtOnce) && calendar.IsOfficeHour(submitted)
            ? ScreenOutcome.Failed : ScreenOutcome.Passed;
    }

    private bool GoneSoon(in Dossier dossier)
    {
        var received = dossier.Received.DayNumber;
        bool Soon(LocalTimestamp gone) => gone.HasValue && gone.DayNumber - received <= _rules.DaysGoneSoon;
        return Soon(dossier.Deleted) || (dossier.Status == DossierStatus.Withdrawn && Soon(dossier.Finished)); // also one that was deleted long after
    }
}
