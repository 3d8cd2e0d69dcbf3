using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.ServiceQuality;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Tests;

/// <summary>Tests A1 to A14 of the online count (domain facts 4.2), each at its boundary.</summary>
public sealed class AuthenticityTests
{
    private static readonly AuthenticityRules Rules = new();
    private static readonly DossierScreen Screen = new(Rules, new([new DateOnly(2022, 4, 11)], []), hasSeveralSystems: true);
    private static readonly Period H1 = Period.Parse("nd09-2022-H1");

    [Theory]
    [InlineData(DossierStatus.Returned, Answer.No, ScreenOutcome.Failed)]
    [InlineData(DossierStatus.Returned, Answer.Yes, ScreenOutcome.Passed)]
    [InlineData(DossierStatus.Returned, Answer.Unknown, ScreenOutcome.Unknown)]
    [InlineData(DossierStatus.Processing, Answer.No, ScreenOutcome.NotAsked)] // there is no result yet
    public void A02_speaks_of_results_alone(DossierStatus status, Answer result, ScreenOutcome expected) =>
        Outcome(AuthenticityTest.NoElectronicResult, Online() with { Status = status, ElectronicResult = result }).ShouldBe(expected);

    [Theory]
    [InlineData(null, ScreenOutcome.Unknown)]
    [InlineData(0, ScreenOutcome.Failed)]
    [InlineData(1, ScreenOutcome.Passed)]
    public void A03_wants_a_digital_component(int? parts, ScreenOutcome expected) =>
        Outcome(AuthenticityTest.NoDigitalParts, Online() with { DigitisedParts = (short?)parts }).ShouldBe(expected);

    [Theory]
    [InlineData("2024-06-30", Answer.No, ScreenOutcome.NotAsked)]
    [InlineData("2024-07-01", Answer.No, ScreenOutcome.Failed)]
    [InlineData("2024-07-01", Answer.Yes, ScreenOutcome.Passed)]
    [InlineData("2024-07-01", Answer.Unknown, ScreenOutcome.Unknown)]
    public void A04_asks_from_the_day_on_which_accounts_are_verified_ones(string day, Answer verified, ScreenOutcome expected) =>
        Outcome(AuthenticityTest.UnverifiedAccount, Online() with { Received = LocalTimestamp.From(DayText.Parse(day), 36_000), AccountVerified = verified })
            .ShouldBe(expected);

    [Theory]
    [InlineData("2022-03-01 09:00:00", "2022-03-01 09:05:00", ScreenOutcome.Failed)] // five minutes, a Tuesday morning
    [InlineData("2022-03-01 09:00:00", "2022-03-01 09:05:01", ScreenOutcome.Passed)]
    [InlineData("2022-03-01 09:00:00", "2022-03-01 08:59:59", ScreenOutcome.Passed)] // received first: another mistake
    [InlineData("2022-03-01 11:30:00", "2022-03-01 11:31:00", ScreenOutcome.Failed)]
    [InlineData("2022-03-01 11:30:01", "2022-03-01 11:31:00", ScreenOutcome.Passed)] // at noon
    [InlineData("2022-03-05 09:00:00", "2022-03-05 09:01:00", ScreenOutcome.Passed)] // a Saturday
    [InlineData("2022-04-11 09:00:00", "2022-04-11 09:01:00", ScreenOutcome.Passed)] // a holiday
    [InlineData("2022-03-01 00:00:00", "2022-03-01 00:01:00", ScreenOutcome.Unknown)] // a date without a time
    public void A05_is_filed_and_received_at_once_in_office_hours(string submitted, string received, ScreenOutcome expected) =>
        Outcome(AuthenticityTest.AtOnce, Online() with { Submitted = At(submitted), Received = At(received) }).ShouldBe(expected);

    [Theory]
    [InlineData(0, ScreenOutcome.Unknown)]
    [InlineData(4, ScreenOutcome.Passed)]
    [InlineData(5, ScreenOutcome.Failed)]
    public void A07_is_many_of_one_account(int ofItsAccount, ScreenOutcome expected) =>
        Outcome(AuthenticityTest.Concentration, Online(), ofItsAccount).ShouldBe(expected);

    [Theory]
    [InlineData(Answer.Unknown, Answer.No, ScreenOutcome.Unknown)]
    [InlineData(Answer.Yes, Answer.No, ScreenOutcome.Passed)]
    [InlineData(Answer.No, Answer.No, ScreenOutcome.Failed)]
    [InlineData(Answer.No, Answer.Yes, ScreenOutcome.Passed)]
    [InlineData(Answer.No, Answer.Unknown, ScreenOutcome.Unknown)] // whether there is an authorisation is not told
    public void A08_is_filed_by_another_without_authorisation(Answer owner, Answer authorised, ScreenOutcome expected) =>
        Outcome(AuthenticityTest.NotAuthorised, Online() with { OwnerFiled = owner, Authorised = authorised }).ShouldBe(expected);

    [Theory]
    [InlineData(Answer.Unknown, ScreenOutcome.Unknown)]
    [InlineData(Answer.Yes, ScreenOutcome.Failed)]
    [InlineData(Answer.No, ScreenOutcome.Passed)]
    public void A11_is_synchronised_and_not_filed_here(Answer synchronised, ScreenOutcome expected) =>
        Outcome(AuthenticityTest.Defaulted, Online() with { Synchronised = synchronised }).ShouldBe(expected);

    [Theory]
    [InlineData(true, true, ScreenOutcome.Failed)]
    [InlineData(true, false, ScreenOutcome.Passed)]
    [InlineData(false, false, ScreenOutcome.Unknown)] // one system cannot have what another has
    public void A12_is_a_code_that_two_systems_tell_of(bool several, bool elsewhere, ScreenOutcome expected)
    {
        var outcomes = new ScreenOutcome[DossierScreen.Tests.Count];
        new DossierScreen(Rules, new([], []), several).Outcomes(Online() with { ElsewhereToo = elsewhere }, 0, outcomes);
        outcomes[DossierScreen.Tests.ToList().IndexOf(AuthenticityTest.Duplicated)].ShouldBe(expected);
    }

    [Theory]
    [InlineData(Answer.No, Answer.Unknown, ScreenOutcome.NotAsked)]
    [InlineData(Answer.Yes, Answer.No, ScreenOutcome.Failed)]
    [InlineData(Answer.Yes, Answer.Yes, ScreenOutcome.Passed)]
    [InlineData(Answer.Unknown, Answer.No, ScreenOutcome.Unknown)]
    public void A09_asks_where_a_fee_is_due(Answer due, Answer paid, ScreenOutcome expected) =>
        Outcome(AuthenticityTest.PaidOffline, Online() with { FeeDue = due, PaidOnline = paid }).ShouldBe(expected);

    [Theory]
    [InlineData(3, ScreenOutcome.Failed)]
    [InlineData(4, ScreenOutcome.Passed)]
    public void A13_is_withdrawn_or_deleted_within_days(int days, ScreenOutcome expected)
    {
        var gone = LocalTimestamp.From(new DateOnly(2022, 3, 1).AddDays(days), 100);
        Outcome(AuthenticityTest.GoneSoon, Online() with { Status = DossierStatus.Withdrawn, Finished = gone }).ShouldBe(expected);
        Outcome(AuthenticityTest.GoneSoon, Online() with { Deleted = gone }).ShouldBe(expected);
        var later = LocalTimestamp.From(new DateOnly(2022, 3, 20), 100);
        Outcome(AuthenticityTest.GoneSoon, Online() with { Status = DossierStatus.Withdrawn, Finished = gone, Deleted = later }).ShouldBe(expected,
            "cleaned up long after, it was withdrawn as soon");
        Outcome(AuthenticityTest.GoneSoon, Online() with { Status = DossierStatus.Returned, Finished = gone }).ShouldBe(ScreenOutcome.Passed,
            "an end is no withdrawal");
    }

    [Theory]
    [InlineData(null, ScreenOutcome.Unknown)]
    [InlineData(0, ScreenOutcome.Passed)]
    [InlineData(1, ScreenOutcome.Failed)]
    public void A14_is_paper_beside_an_online_dossier(int? paper, ScreenOutcome expected) =>
        Outcome(AuthenticityTest.PaperToo, Online() with { PaperParts = (short?)paper }).ShouldBe(expected);

    [Fact]
    public void Three_numbers_stand_side_by_side_and_a_deleted_dossier_is_in_none_of_them()
    {
        Dossier[] dossiers =
        [
            Online(1) with { ElectronicResult = Answer.Yes }, Online(2) with { ElectronicResult = Answer.No, PaperParts = 2 }, Online(3),
            Online(4) with { Deleted = LocalTimestamp.From(new DateOnly(2022, 3, 2), 0) }, Online(5) with { Channel = Channel.InPerson },
        ];
        var counts = AuthenticityCounts.Of(dossiers, Screen, Rules).Single().Value;
        (counts.Declared, counts.Eligible, counts.EligibleUnknown, counts.ToVerify).ShouldBe((3, 1, 1, 1), "two signs make one to be looked into");
        (counts.Known(AuthenticityTest.GoneSoon), counts.Failed(AuthenticityTest.GoneSoon)).ShouldBe((4, 1));
        (counts.Known(AuthenticityTest.PaperToo), counts.Failed(AuthenticityTest.PaperToo)).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(DossierStatus.Processing, Answer.No, 1, 0)]
    [InlineData(DossierStatus.Processing, Answer.Unknown, 1, 0)]
    [InlineData(DossierStatus.Withdrawn, Answer.No, 1, 0)]
    [InlineData(DossierStatus.Finished, Answer.No, 0, 0)]
    [InlineData(DossierStatus.Finished, Answer.Unknown, 0, 1)]
    [InlineData(DossierStatus.Returned, Answer.Yes, 1, 0)]
    public void Only_where_a_result_is_due_must_it_be_electronic(DossierStatus status, Answer result, long eligible, long unknown)
    {
        var counts = AuthenticityCounts.Of([Online() with { Status = status, ElectronicResult = result }], Screen, Rules).Single().Value;
        (counts.Declared, counts.Eligible, counts.EligibleUnknown).ShouldBe((1, eligible, unknown));
    }

    [Fact]
    public void Of_units_together_the_portal_is_held_against_each_by_itself()
    {
        var gap = PortalGap.Of(100, 90) + PortalGap.Of(100, 110) + PortalGap.Of(60, 60);
        gap.ShouldBe(new PortalGap(270, 20));
        State(gap).ShouldBe(FindingState.Noted, "too many here do not make up for too few there");
        State(PortalGap.Of(260, 260)).ShouldBe(FindingState.Clear);
        State(null).ShouldBe(FindingState.NotTested);
        static FindingState State(PortalGap? gap) => AuthenticityFinding.Of(Counts(260), new(), null, H1, Rules, gap)
            .Single(f => f.Test == AuthenticityTest.NationalPortal).State;
    }

    [Fact]
    public void A_due_day_that_was_moved_later_is_counted_where_the_first_is_told()
    {
        static Dossier Due(int number, string? first, string? last) => Online(number) with
        {
            Channel = Channel.InPerson, OriginalDue = first is null ? default : At($"{first} 17:00:00"), Due = last is null ? default : At($"{last} 17:00:00"),
        };
        var counts = AuthenticityCounts.Of(
            [Due(1, "2022-03-08", "2022-03-20"), Due(2, "2022-03-08", "2022-03-08"), Due(3, null, "2022-03-08"), Due(4, "2022-03-08", "2022-03-07")],
            Screen, Rules).Single().Value;
        (counts.FirstDueKnown, counts.DueMoved, counts.ResultsDue).ShouldBe((3, 1, 4));
    }

    [Fact]
    public void One_account_is_counted_in_its_unit_and_half_month()
    {
        Dossier[] five = [.. Enumerable.Range(1, 5).Select(i => Online(i) with { SubmitterHash = 7 })];
        Failed(five).ShouldBe(5);
        Failed([.. five.Skip(1)]).ShouldBe(0, "four are not many");
        Failed([.. five.Select((d, i) => i == 0 ? d with { Received = At("2022-03-15 09:00:00") } : d)]).ShouldBe(0, "the next half-month");
        Failed([.. five.Select((d, i) => i == 0 ? d with { ReceivingUnitId = "other" } : d)]).ShouldBe(0, "another unit");
        static long Failed(Dossier[] dossiers) => AuthenticityCounts.Of(dossiers, Screen, Rules).Values.Sum(c => c.Failed(AuthenticityTest.Concentration));
    }

    [Property(MaxTest = 200)]
    public Property Declared_is_at_least_eligible_and_unknown_and_no_test_finds_more_than_it_knows() => Prop.ForAll(Any().ListOf().ToArbitrary(), dossiers =>
    {
        var counts = AuthenticityCounts.Of([.. dossiers], Screen, Rules).Values;
        return counts.All(c => c.Declared >= c.Eligible + c.EligibleUnknown && c.Declared - c.Eligible - c.EligibleUnknown
                == c.Failed(AuthenticityTest.NoElectronicResult) && c.Declared >= c.ToVerify && c.FilingTimeKnown >= c.FiledInOfficeHours
            && DossierScreen.Tests.All(t => c.Known(t) >= c.Failed(t)))
            && counts.Sum(c => c.Declared) == dossiers.Count(d => d.Counts && d.Channel.IsOnline());
    });

    [Fact]
    public void What_no_data_tell_is_not_tested_and_never_clear()
    {
        var findings = AuthenticityFinding.Of(Counts(100, (AuthenticityTest.PaperToo, 0, 0)), new(), null, H1, Rules).ToDictionary(f => f.Test.Id, f =>
            f.State);
        findings.Count.ShouldBe(14);
        foreach (var id in (string[])["A01", "A08", "A11", "A12", "A14", "A10"])
        {
            findings[id].ShouldBe(FindingState.NotTested, id);
        }

        AuthenticityTest.All.ShouldAllBe(t => t.Needs.Vi.StartsWith("cần", StringComparison.Ordinal) && t.Needs.En.StartsWith("needs",
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(19, 19, FindingState.TooFew)]
    [InlineData(20, 1, FindingState.Clear)] // 5 %
    [InlineData(20, 2, FindingState.Noted)] // 10 %
    [InlineData(1000, 99, FindingState.Clear)]
    public void A_unit_is_noted_from_a_share_on_and_never_for_a_handful(long known, long found, FindingState expected) =>
        State(AuthenticityTest.PaperToo, Counts(known, (AuthenticityTest.PaperToo, known, found)), new()).ShouldBe(expected);

    [Fact]
    public void Office_hours_are_compared_with_peers_and_last_days_with_an_even_share()
    {
        var (own, peers) = (new AuthenticityCounts(), new AuthenticityCounts());
        (own.Put0(4, 100), own.Put0(5, 95)).ShouldBe((100, 95));
        (peers.Put0(4, 1000), peers.Put0(5, 801)).ShouldBe((1000, 801));
        State(AuthenticityTest.OfficeHours, own, peers).ShouldBe(FindingState.Clear, "14.9 points above");
        peers.Put(5, 800);
        State(AuthenticityTest.OfficeHours, own, peers).ShouldBe(FindingState.Noted, "15 points above");

        // 182 days: of 520 an even share of the last seven is 20.
        Last(520, 39).ShouldBe(FindingState.Clear);
        Last(520, 40).ShouldBe(FindingState.Noted);
        Last(52, 19).ShouldBe(FindingState.TooFew, "a crowd of a handful: not clear, and none to speak of");
        Last(520, 19).ShouldBe(FindingState.Clear);
        Last(19, 19).ShouldBe(FindingState.TooFew);
        static FindingState Last(long declared, long last) => AuthenticityFinding.Of(Counts(declared), new(), last, H1, Rules)
            .Single(f => f.Test == AuthenticityTest.Burst).State;
    }

    private static FindingState State(AuthenticityTest test, AuthenticityCounts own, AuthenticityCounts peers) =>
        AuthenticityFinding.Of(own, peers, null, H1, Rules).Single(f => f.Test == test).State;

    private static AuthenticityCounts Counts(long declared, params ReadOnlySpan<(AuthenticityTest Test, long Known, long Failed)> tests)
    {
        var counts = new AuthenticityCounts();
        counts.Put(0, declared);
        foreach (var (test, known, failed) in tests)
        {
            var place = AuthenticityCounts.Names.ToList().IndexOf($"{test.Id}Known");
            counts.Put(place, known);
            counts.Put(place + 1, failed);
        }

        return counts;
    }

    private static ScreenOutcome Outcome(AuthenticityTest test, Dossier dossier, int ofItsAccount = 1)
    {
        var outcomes = new ScreenOutcome[DossierScreen.Tests.Count];
        Screen.Outcomes(in dossier, ofItsAccount, outcomes);
        return outcomes[DossierScreen.Tests.ToList().IndexOf(test)];
    }

    private static LocalTimestamp At(string text) =>
        LocalTimestamp.From(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Of_all_that_were_received_results_payments_and_components_are_counted_by_any_channel()
    {
        Dossier[] dossiers =
        [
            Online(1) with { ElectronicResult = Answer.Yes, FeeDue = Answer.Yes, PaidOnline = Answer.Yes, DigitisedParts = 2 },
            Online(2) with { Channel = Channel.InPerson, Status = DossierStatus.Finished, ElectronicResult = Answer.No, FeeDue = Answer.Yes,
                PaidOnline = Answer.No, DigitisedParts = 0 },
            Online(3) with { Channel = Channel.InPerson, Status = DossierStatus.Processing, ElectronicResult = Answer.No, FeeDue = Answer.No },
            Online(4) with { Channel = Channel.Postal, Status = DossierStatus.Finished, FeeDue = Answer.Yes },
            Online(5) with { ElectronicResult = Answer.Yes, Deleted = At("2022-06-01 08:00:00") },
        ];
        var counts = AuthenticityCounts.Of(dossiers, Screen, Rules).Values.Single();
        (counts.ResultsKnown, counts.ResultsElectronic).ShouldBe((2, 1), "in progress there is no result, deleted it is in no figure");
        (counts.FeesDue, counts.FeesPaidOnline).ShouldBe((2, 1), "how the third was paid is not told");
        (counts.ComponentsKnown, counts.ComponentsDigitised).ShouldBe((2, 1));
        counts.Declared.ShouldBe(1);
    }

    [Fact]
    public void A_procedure_with_a_fee_counts_once_however_many_days_units_and_payments_it_has()
    {
        static Dossier Of(int number, string procedure, Answer paid, string unit = "unit", string day = "2022-03-01") => Online(number) with
        {
            ProcedureCode = procedure, FeeDue = Answer.Yes, PaidOnline = paid, ReceivingUnitId = unit, Received = At($"{day} 09:00:00"),
        };
        Dossier[] dossiers =
        [
            Of(1, "1.001612.000.00.00.H53", Answer.No), Of(2, "1.001612", Answer.Yes, day: "2022-03-02"), Of(3, "1.001612", Answer.No, unit: "other"),
            Of(4, "2.000815", Answer.No, unit: "other"), Of(5, "2.000986", Answer.Unknown), Of(6, string.Empty, Answer.Yes),
            Of(7, "2.000720", Answer.Yes) with { FeeDue = Answer.No },
        ];
        var days = AuthenticityCounts.Of(dossiers, Screen, Rules);
        var (unit, all) = (new AuthenticityCounts(), new AuthenticityCounts());
        foreach (var ((of, _), counts) in days)
        {
            var kept = new AuthenticityCounts();
            kept.FeeProcedures.Text = counts.FeeProcedures.Text; // as it is read again
            (of == "unit" ? unit : all).Add(kept);
        }

        all.Add(unit);
        (unit.FeeProcedures.Count, unit.FeeProcedures.PaidOnline).ShouldBe((1, 1));
        (all.FeeProcedures.Count, all.FeeProcedures.PaidOnline, all.FeeProcedures.Text).ShouldBe((2, 1, "+1.001612 2.000815"));
        all.Equals(unit).ShouldBeFalse();
        new FeeProcedures().ShouldSatisfyAllConditions(f => f.Count.ShouldBe(0), f => f.Text.ShouldBeEmpty());
    }

    private static Dossier Online(int number = 1) => new()
    {
        Code = DossierCode.Parse($"000.01.13.H53-220301-{number:0000}"), ProcedureCode = string.Empty, Field = string.Empty, ReceivingUnitId = "unit",
        CompetentUnitId = string.Empty, Channel = Channel.OnlineFull, Status = DossierStatus.Returned, Received = At("2022-03-01 09:00:00"),
        Finished = At("2022-03-09 09:00:00"),
    };

    private static Gen<Dossier> Any() =>
        from number in Gen.Choose(1, 9999)
        from channel in Gen.Elements(Enum.GetValues<Channel>())
        from status in Gen.Elements(DossierStatus.Submitted, DossierStatus.Refused, DossierStatus.Processing, DossierStatus.Withdrawn, DossierStatus.Returned)
        from result in Gen.Elements(Enum.GetValues<Answer>())
        from parts in Gen.Elements<short?>(null, 0, 2)
        from paper in Gen.Elements<short?>(null, 0, 2)
        from hour in Gen.Choose(0, 23)
        from account in Gen.Choose(0, 3)
        from deleted in Gen.Elements(true, false, false)
        select Online(number) with
        {
            Channel = channel, Status = status, ElectronicResult = result, DigitisedParts = parts, PaperParts = paper, SubmitterHash = (UInt128)account,
            Submitted = LocalTimestamp.From(new DateOnly(2022, 3, 1), hour * 3600),
            Deleted = deleted ? LocalTimestamp.From(new DateOnly(2022, 3, 2), 1) : LocalTimestamp.None,
        };
}

internal static class AuthenticityCountsExtensions
{
    public static long Put0(this AuthenticityCounts counts, int place, long value)
    {
        counts.Put(place, value);
        return counts.ValueAt(place);
    }
}
