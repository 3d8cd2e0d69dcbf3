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
    /// <summary>The tests, in the order of <see cref="Outcomes"/>.</summary>
    public static IReadOnlyList<AuthenticityTest> Tests { get; } =
    [
        AuthenticityTest.NoElectronicResult, AuthenticityTest.NoDigitalParts, AuthenticityTest.UnverifiedAccount, AuthenticityTest.AtOnce,
        AuthenticityTest.Concentration, AuthenticityTest.PaidOffline, AuthenticityTest.GoneSoon, AuthenticityTest.PaperToo,
        AuthenticityTest.NotAuthorised, AuthenticityTest.Defaulted, AuthenticityTest.Duplicated,
    ];

    /// <summary>Whether a dossier is put to the tests: it says that it was filed online and was received, also when its source deleted it since.</summary>
    public static bool Asks(in Dossier dossier) => dossier.Channel.IsOnline() && dossier.Status.IsReceived() && dossier.Received.HasValue;

    /// <summary>Whether QĐ 766/QĐ-TTg 3.3 counts it as online: filed online, with an electronic result.</summary>
    public static ScreenOutcome Counts766(in Dossier dossier) => dossier.ElectronicResult switch
    {
        Answer.Yes => ScreenOutcome.Passed,
        Answer.No => ScreenOutcome.Failed,
        _ => ScreenOutcome.Unknown,
    };

    /// <summary>Puts a dossier to the tests.</summary>
    /// <param name="dossier">The dossier; <see cref="Asks"/> holds of it.</param>
    /// <param name="ofItsAccount">Online dossiers of its account in its unit and half-month, itself included; 0 when the account is not known.</param>
    /// <param name="outcomes">Receives the outcome of each of <see cref="Tests"/>.</param>
    public void Outcomes(in Dossier dossier, int ofItsAccount, Span<ScreenOutcome> outcomes)
    {
        var isResolved = dossier.Status is DossierStatus.Finished or DossierStatus.Returned;
        outcomes[0] = !isResolved ? ScreenOutcome.NotAsked : Of(dossier.ElectronicResult, failsOn: Answer.No);
        outcomes[1] = dossier.DigitisedParts is not { } parts ? ScreenOutcome.Unknown : parts == 0 ? ScreenOutcome.Failed : ScreenOutcome.Passed;
        outcomes[2] = dossier.Received.Day < rules.VerifiedSince ? ScreenOutcome.NotAsked : Of(dossier.AccountVerified, failsOn: Answer.No);
        outcomes[3] = AtOnce(in dossier);
        outcomes[4] = ofItsAccount == 0 ? ScreenOutcome.Unknown : ofItsAccount >= rules.ManyOfOneAccount ? ScreenOutcome.Failed : ScreenOutcome.Passed;
        outcomes[5] = dossier.FeeDue switch
        {
            Answer.No => ScreenOutcome.NotAsked,
            Answer.Yes => Of(dossier.PaidOnline, failsOn: Answer.No),
            _ => ScreenOutcome.Unknown,
        };
        outcomes[6] = GoneSoon(in dossier) ? ScreenOutcome.Failed : ScreenOutcome.Passed;
        outcomes[7] = dossier.PaperParts is not { } paper ? ScreenOutcome.Unknown : paper > 0 ? ScreenOutcome.Failed : ScreenOutcome.Passed;
        outcomes[8] = dossier.OwnerFiled switch
        {
            Answer.Yes => ScreenOutcome.Passed,
            Answer.No => Of(dossier.Authorised, failsOn: Answer.No),
            _ => ScreenOutcome.Unknown,
        };
        outcomes[9] = Of(dossier.Synchronised, failsOn: Answer.Yes);
        outcomes[10] = !hasSeveralSystems ? ScreenOutcome.Unknown : dossier.ElsewhereToo ? ScreenOutcome.Failed : ScreenOutcome.Passed;
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
        return received >= submitted && received - submitted <= TimeSpan.FromMinutes(rules.MinutesAtOnce) && calendar.IsOfficeHour(submitted)
            ? ScreenOutcome.Failed : ScreenOutcome.Passed;
    }

    private bool GoneSoon(in Dossier dossier)
    {
        var gone = dossier.Deleted.HasValue ? dossier.Deleted : dossier.Status == DossierStatus.Withdrawn ? dossier.Finished : LocalTimestamp.None;
        return gone.HasValue && gone.DayNumber - dossier.Received.DayNumber <= rules.DaysGoneSoon;
    }
}
