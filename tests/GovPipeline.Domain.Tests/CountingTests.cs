using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Naming;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Tests;

public sealed class CountingTests
{
    private static readonly Period H1 = Period.Parse("nd09-2022-H1");

    [Fact]
    public void An_event_at_the_first_instant_of_a_period_is_counted_in_it_and_not_in_the_one_before()
    {
        var dossier = Dossier(received: new(2021, 12, 15, 0, 0, 0));
        Of(H1, dossier).Received.ShouldBe(1);
        Of(H1.Previous(), dossier).Received.ShouldBe(0);
        var last = Dossier(received: new(2022, 6, 14, 23, 59, 59));
        (Of(H1, last).Received, Of(Period.Parse("nd09-2022-H2"), last).Received).ShouldBe((1, 0));
    }

    [Fact]
    public void A_dossier_from_before_that_ends_in_the_period_is_carried_over_and_resolved_in_it()
    {
        var dossier = Dossier(received: new(2021, 12, 14, 9, 0, 0), due: new(2022, 1, 10), finished: new(2022, 1, 10, 16, 0, 0));
        var s = Of(H1, dossier);
        (s.CarriedOver, s.Received, s.Resolved, s.ResolvedOnTime, s.Pending).ShouldBe((1, 0, 1, 1, 0));
    }

    [Theory]
    [InlineData(9, 1, 0, 0)] // early is in time, not only the due day itself
    [InlineData(10, 0, 1, 0)]
    [InlineData(11, 0, 0, 1)]
    public void Early_on_time_and_late_are_told_by_the_end_and_due_days(int day, int early, int onTime, int late)
    {
        var s = Of(H1, Dossier(received: new(2022, 1, 3), due: new(2022, 1, 10, 8, 0, 0), finished: new(2022, 1, day, 17, 0, 0)));
        (s.ResolvedEarly, s.ResolvedOnTime, s.ResolvedLate, s.PendingLate).ShouldBe((early, onTime, late, 0));
    }

    [Fact]
    public void A_dossier_without_a_due_date_is_on_time_and_counted_by_itself()
    {
        var s = Of(H1, Dossier(received: new(2022, 1, 3), finished: new(2022, 2, 3)));
        (s.ResolvedOnTime, s.ResolvedWithoutDueDate, s.ResolvedLate).ShouldBe((1, 1, 0));
    }

    [Fact]
    public void A_pending_dossier_is_overdue_from_the_day_after_its_due_day_unless_it_is_paused()
    {
        var due = new DateTime(2022, 6, 13, 17, 0, 0);
        Of(H1, Dossier(received: new(2022, 6, 1), due: due)).PendingLate.ShouldBe(1);
        Of(H1, Dossier(received: new(2022, 6, 1), due: due.AddDays(1))).PendingLate.ShouldBe(0);
        var paused = Of(H1, Dossier(received: new(2022, 6, 1), due: due, status: DossierStatus.SupplementRequested));
        (paused.PendingLate, paused.PendingInTime).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData(null, 10, 5, 0)]
    [InlineData(1, 10, 5, 0)]
    [InlineData(2, 10, 5, 1)] // finished before due: in time by II.06a, late by QĐ 766
    [InlineData(2, 10, 11, 0)] // late by both
    [InlineData(2, null, 5, 1)]
    [InlineData(3, 10, null, 0)] // pending, and overdue since
    [InlineData(3, null, null, 1)] // pending
    public void Asked_for_a_supplement_twice_is_late_by_the_decision_whatever_the_forms_say(int? supplements, int? due, int? finished, long expected)
    {
        var dossier = Dossier(
            received: new(2022, 1, 3), due: due is { } d ? new DateTime(2022, 1, d) : null, finished: finished is { } f ? new DateTime(2022, 1, f) : null)
            with { SupplementCount = (byte?)supplements };
        Of(H1, dossier).SupplementedInTime.ShouldBe(expected);
        Of(Period.Parse("nd09-2022-H2"), dossier).SupplementedInTime.ShouldBe(finished is null ? expected : 0, "what ended is of its own period alone");
        Of(Period.Parse("cal-2021-M12"), dossier).SupplementedInTime.ShouldBe(0);
        Of(H1, dossier with { Deleted = dossier.Received }).SupplementedInTime.ShouldBe(0);
    }

    [Fact]
    public void Submitted_refused_and_deleted_dossiers_are_not_received()
    {
        Of(H1, Dossier(received: new(2022, 1, 3), status: DossierStatus.Submitted)).Received.ShouldBe(0);
        var refused = Of(H1, Dossier(received: new(2022, 1, 3), status: DossierStatus.Refused));
        (refused.Received, refused.Refused).ShouldBe((0, 1));
        var deleted = Dossier(received: new(2022, 1, 3));
        deleted.Deleted = LocalTimestamp.From(new DateTime(2022, 1, 5));
        Of(H1, deleted).ShouldBe(new PeriodStatistics());
    }

    [Fact]
    public void Postal_dossiers_are_in_the_denominator()
    {
        var s = Of(H1, Dossier(channel: Channel.Postal), Dossier(channel: Channel.OnlineFull), Dossier(channel: Channel.InPerson));
        Counters.OnlineRate(s).ShouldBe(new Rate(1, 3));
        Counters.OnlineRate(s, DenominatorBasis.FullProcess).ShouldBe(new Rate(0, 0));
    }

    [Fact]
    public void The_three_denominators_divide_by_different_dossiers()
    {
        var s = Of(
            H1,
            Dossier(channel: Channel.OnlineFull, level: ServiceLevel.Level4),
            Dossier(channel: Channel.InPerson, level: ServiceLevel.Level3),
            Dossier(channel: Channel.InPerson, level: ServiceLevel.Level2),
            Dossier(channel: Channel.InPerson, level: ServiceLevel.Level2));
        Counters.OnlineRate(s).ShouldBe(new Rate(1, 4));
        Counters.OnlineRate(s, DenominatorBasis.Enabled).ShouldBe(new Rate(1, 2));
        Counters.OnlineRate(s, DenominatorBasis.FullProcess).ShouldBe(new Rate(1, 1));
    }

    [Fact]
    public void A_dossier_received_outside_its_competent_unit_is_non_local()
    {
        var s = Of(H1, Dossier() with { CompetentUnitId = "other" }, Dossier() with { CompetentUnitId = "unit" }, Dossier());
        s.ReceivedNonLocal.ShouldBe(1);
    }

    [Property(MaxTest = 300)]
    public Property The_identities_of_form_II_06a_hold_for_any_dossiers_in_any_period() => Prop.ForAll(ManyDossiers().ToArbitrary(), dossiers =>
    {
        var counts = DailyCounts.Of(dossiers).Rows().ToList();
        return Period.Overlapping(new(2021, 11, 1), new(2022, 8, 1)).All(period =>
            !Sum(period, counts).BrokenIdentities(Sum(period.Preceding(), counts)).Any());
    });

    [Property(MaxTest = 200)]
    public Property The_terms_of_every_formula_add_up_to_its_counter() => Prop.ForAll(ManyDossiers().ToArbitrary(), dossiers =>
    {
        var counts = DailyCounts.Of(dossiers).Rows().Where(c => !c.Key.IsOfProcedure).ToList();
        return new[] { "nd09-2022-H1", "cal-2022-M03" }.Select(Period.Parse).All(period => Sum(period, counts) is var statistics
            && Counters.Names.All(name => Counters.Read(statistics, name) == CounterFormula.Find(name)!.Terms.Sum(term => counts
                .Where(c => term.Has(c.Key, new(c.Event, c.Day), period.Start.DayNumber, period.End.DayNumber)).Sum(c => (long)term.Sign * c.Count))));
    });

    [Fact]
    public void Every_counter_has_a_formula_and_every_formula_a_counter() =>
        CounterFormula.Everything.Select(f => f.Counter).Order(StringComparer.Ordinal).ShouldBe(Counters.Names.Order(StringComparer.Ordinal));

    [Property(MaxTest = 200)]
    public Property What_happened_in_a_half_year_is_the_sum_of_its_months_and_its_stocks_are_those_of_its_ends() =>
        Prop.ForAll(ManyDossiers().ToArbitrary(), dossiers =>
        {
            var counts = DailyCounts.Of(dossiers).Rows().ToList();
            var months = Enumerable.Range(1, 6).Select(m => Sum(Period.Of(ReportingCalendar.Nd09, PeriodKind.Month, 2022, m), counts)).ToList();
            var half = Sum(H1, counts);
            return half.Received == months.Sum(m => m.Received) && half.Resolved == months.Sum(m => m.Resolved)
                && half.CarriedOver == months[0].CarriedOver && half.Pending == months[5].Pending && half.PendingLate == months[5].PendingLate;
        });

    [Fact]
    public void Stocks_of_a_period_that_has_not_ended_are_taken_where_the_data_end()
    {
        var counter = new PeriodCounter(H1, new DateOnly(2022, 3, 1), NameList.Empty);
        foreach (var count in DailyCounts.Of([Dossier(received: new(2022, 2, 1), due: new(2022, 5, 1))]).Rows())
        {
            counter.Add(in count);
        }

        counter.Statistics().ByField.Values.Single().ShouldSatisfyAllConditions(s => s.Pending.ShouldBe(1), s => s.PendingLate.ShouldBe(0));
        new PeriodCounter(Period.Parse("nd09-2022-H2"), new DateOnly(2022, 3, 1), NameList.Empty).Statistics().ByField.ShouldBeEmpty();
    }

    [Property(MaxTest = 200)]
    public Property A_period_counted_from_closings_and_open_days_is_that_counted_from_its_days() =>
        Prop.ForAll(ManyDossiers().ToArbitrary(), Gen.Choose(0, 330).ToArbitrary(), (dossiers, days) =>
        {
            var asOf = new DateOnly(2021, 11, 1).AddDays(days);
            var counts = DailyCounts.Of(dossiers).Rows().ToList();
            return Period.Overlapping(new(2021, 11, 1), new(2022, 8, 1)).All(period =>
            {
                var (whole, closed) = (new PeriodCounter(period, asOf, NameList.Empty), new PeriodCounter(period, asOf, NameList.Empty));
                counts.ForEach(c => whole.Add(in c));
                AddClosed(closed, counts, period, asOf);
                var (one, other) = (whole.Statistics().ByField, closed.Statistics().ByField);
                return one.Count == other.Count && one.All(o => other[o.Key] == o.Value) && whole.Procedures.SetEquals(closed.Procedures);
            });
        });

    [Property(MaxTest = 200)]
    public Property Whatever_period_gets_other_figures_by_new_counts_is_due() =>
        Prop.ForAll(ManyDossiers().ToArbitrary(), ManyDossiers().ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), (before, after, days) =>
        {
            var (asOf, old, now) = (new DateOnly(2021, 11, 1).AddDays(days), DailyCounts.Of(before).Rows().ToList(), DailyCounts.Of(after).Rows().ToList());
            var change = CountChange.Between(old, now);
            var due = change is null ? [] : DuePeriods.OfCounts(change.FirstDay, change.LastDay, asOf).Select(p => p.Id).ToHashSet();
            return Period.Overlapping(new(2021, 10, 1), new(2022, 12, 31)).Where(p => p.Start <= asOf).All(period =>
                due.Contains(period.Id) || new[] { period, period.Previous() }.All(p => Same(p, asOf, old, now)));
        });

    [Fact]
    public void A_dossier_that_is_found_to_have_ended_long_ago_leaves_later_periods_as_they_are()
    {
        var other = Dossier(received: new(2011, 3, 1), finished: new(2011, 3, 5));
        var change = CountChange.Between(
            DailyCounts.Of([other]).Rows(), DailyCounts.Of([other, Dossier(received: new(2012, 3, 1), finished: new(2012, 3, 5))]).Rows());
        change.ShouldNotBeNull().ShouldSatisfyAllConditions(c => c.LastDay.ShouldBe(new(2012, 3, 5)), c => c.Blocks.ShouldBe([new(2012, 3, 1)]));
        DuePeriods.OfCounts(change.FirstDay, change.LastDay, new(2022, 6, 14)).ShouldAllBe(p => p.Year <= 2013);
        var pending = CountChange.Between(DailyCounts.Of([other]).Rows(), DailyCounts.Of([other, Dossier(received: new(2012, 3, 1))]).Rows());
        DuePeriods.OfCounts(pending!.FirstDay, pending.LastDay, new(2022, 6, 14)).ShouldContain(H1, "it is pending since");
    }

    [Fact]
    public void A_unit_that_is_known_later_than_before_makes_the_periods_between_due()
    {
        var later = Dossier(received: new(2022, 3, 1), finished: new(2022, 3, 5));
        var change = CountChange.Between(
            DailyCounts.Of([Dossier(received: new(2020, 5, 1), finished: new(2020, 5, 5)), later]).Rows(), DailyCounts.Of([later]).Rows());
        change.ShouldNotBeNull().LastDay.ShouldBe(new(2022, 3, 1), "until then it was known, and is not");
        DuePeriods.OfCounts(change.FirstDay, change.LastDay, new(2022, 6, 14)).ShouldContain(Period.Parse("cal-2021-Q2"));
    }

    private static bool Same(Period period, DateOnly asOf, List<DailyCount> one, List<DailyCount> other)
    {
        var (a, b) = (new PeriodCounter(period, asOf, NameList.Empty), new PeriodCounter(period, asOf, NameList.Empty));
        one.ForEach(c => a.Add(in c));
        other.ForEach(c => b.Add(in c));
        var (x, y) = (a.Statistics().ByField, b.Statistics().ByField);
        return x.Count == y.Count && x.All(o => y.TryGetValue(o.Key, out var s) && s == o.Value) && a.Procedures.SetEquals(b.Procedures);
    }

    /// <summary>Years before the period as one sum, half-months of its years as one each, the half-month in which data end by its days.</summary>
    private static void AddClosed(PeriodCounter counter, List<DailyCount> counts, Period period, DateOnly asOf)
    {
        foreach (var group in counts.Where(c => !c.Key.IsOfProcedure).GroupBy(c => (c.Key.UnitId, c.Key.Field)))
        {
            foreach (var block in group.GroupBy(c => HalfMonth.Of(DateOnly.FromDayNumber(c.Day))))
            {
                var sums = new EventSums();
                foreach (var count in block)
                {
                    sums.Add(in count);
                }

                if (block.Key.Year < period.Start.Year)
                {
                    counter.AddBefore(group.Key.UnitId, group.Key.Field, sums);
                }
                else
                {
                    counter.Add(group.Key.UnitId, group.Key.Field, block.Key, sums);
                }
            }
        }

        var isClosed = HalfMonth.LastDayOf(asOf) == asOf;
        foreach (var count in counts.Where(c => isClosed ? c.Key.IsOfProcedure : HalfMonth.Of(DateOnly.FromDayNumber(c.Day)) == HalfMonth.Of(asOf)))
        {
            counter.Add(in count);
        }

        foreach (var count in counts.Where(c => c.Key.IsOfProcedure && HalfMonth.LastDayOf(DateOnly.FromDayNumber(c.Day)) <= asOf))
        {
            counter.AddProcedure(count.Key.Procedure, count.Day);
        }
    }

    private static PeriodStatistics Of(Period period, params Dossier[] dossiers) => Sum(period, [.. DailyCounts.Of(dossiers).Rows()]);

    private static PeriodStatistics Sum(Period period, List<DailyCount> counts)
    {
        var counter = new PeriodCounter(period, new DateOnly(2030, 1, 1), NameList.Empty);
        counts.ForEach(c => counter.Add(in c));
        return counter.Statistics().ByField.Values.Aggregate(new PeriodStatistics(), PeriodStatistics.Add);
    }

    private static Gen<Dossier[]> ManyDossiers() => (
        from received in Gen.Choose(0, 300)
        from due in Gen.Choose(-1, 40)
        from took in Gen.Choose(0, 60)
        from status in Gen.Elements(Enum.GetValues<DossierStatus>())
        from channel in Gen.Elements(Enum.GetValues<Channel>())
        from level in Gen.Elements(Enum.GetValues<ServiceLevel>())
        let start = new DateTime(2021, 11, 1).AddDays(received)
        select Dossier(
            received: start, due: due < 0 ? null : start.AddDays(due),
            finished: status.IsEnded() || (status == DossierStatus.Stopped && took % 2 == 0) ? start.AddDays(took) : null,
            status: status == DossierStatus.None ? DossierStatus.Processing : status, channel: channel, level: level)
            with { ProcedureCode = received % 7 == 0 ? string.Empty : $"1.00000{received % 7}", SupplementCount = (byte?)(took % 4) }).ArrayOf();

    private static Dossier Dossier(
        DateTime? received = null, DateTime? due = null, DateTime? finished = null, DossierStatus? status = null,
        Channel channel = Channel.InPerson, ServiceLevel level = ServiceLevel.Unknown) => new()
    {
        Code = DossierCode.Parse("H53-220101-0001"),
        ReceivingUnitId = "unit",
        CompetentUnitId = string.Empty,
        Field = "f",
        ProcedureCode = string.Empty,
        Channel = channel,
        Level = level,
        Status = status ?? (finished is null ? DossierStatus.Processing : DossierStatus.Returned),
        Received = LocalTimestamp.From(received ?? new DateTime(2022, 1, 3)),
        Due = due is { } d ? LocalTimestamp.From(d) : default,
        Finished = finished is { } f ? LocalTimestamp.From(f) : default,
    };
}
