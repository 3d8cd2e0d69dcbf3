using System.Globalization;
using GovPipeline.Domain.Time;

namespace GovPipeline.Samples;

/// <summary>Makes the dossiers of a unit: exact numbers, realistic days, hours, channels and lateness. The same seed, the same dossiers.</summary>
internal sealed class DossierSampler(int seed, WorkingCalendar calendar)
{
    private readonly Random _random = new(seed);
    private int _citizen;

    /// <summary>The dossiers of a unit in order of receipt: those of the period, those before it, and some that do not count.</summary>
    public IReadOnlyList<SampleDossier> Of(SampleUnit unit, DateOnly from, DateOnly to)
    {
        var dossiers = new List<SampleDossier>();
        var online = Enumerable.Range(0, unit.Received).Select(i => i < unit.Online).ToArray();
        _random.Shuffle(online);
        var days = WorkingDays(from, to);
        dossiers.AddRange(online.Select((o, i) => Make(unit, Day(days, i), o ? SampleChannel.Online : Offline())));
        Pad(dossiers, unit.Padded, days);
        var before = WorkingDays(from.AddDays(-45), from.AddDays(-1));
        dossiers.AddRange(Enumerable.Range(0, unit.CarriedOver)
            .Select(i => Make(unit, Day(before, i), _random.Next(2) == 0 ? SampleChannel.Online : Offline())));
        var uncounted = unit.Received / 60;
        dossiers.AddRange(Enumerable.Range(0, uncounted).Select(i => Make(
            unit, Day(days, i), SampleChannel.Online, i % 3 == 0 ? SampleEnding.NeverReceived : SampleEnding.Refused)));

        // A correction that would come after the last export never comes, so there is nothing to correct.
        var last = to.ToDateTime(TimeOnly.MinValue);
        return Number(unit, dossiers.Select(d => d.Corrected < last ? d : d with { WrongChannelAtFirst = null }));
    }

    /// <summary>The code of a dossier: body, day, number in the day.</summary>
    public static string Code(string organisation, DateOnly day, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{organisation}-{day:yyMMdd}-{number:D4}");

    /// <summary>The working days of a span, both ends inclusive.</summary>
    public List<DateOnly> WorkingDays(DateOnly from, DateOnly to) =>
        [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(calendar.IsWorkingDay)];

    /// <summary>Some that were filed online are filed at the counter instead, in the last days, by four accounts, with a result on paper.</summary>
    private void Pad(List<SampleDossier> dossiers, int padded, List<DateOnly> days)
    {
        var random = new Random(seed + padded); // of its own: what comes after is the same with and without
        for (var i = 2; i < dossiers.Count && padded > 0; i++)
        {
            // Only those that ended early, or at once: so they do at the end, and the unit's other figures stay.
            if (dossiers[i] is not { Channel: SampleChannel.Online, Ending: SampleEnding.Returned, WrongChannelAtFirst: null } dossier
                || dossier.Ended.Date > days[^1].ToDateTime(TimeOnly.MinValue) || (dossier.Due is { } due && dossier.Ended.Date >= due.Date))
            {
                continue;
            }

            var day = days[^(1 + random.Next(4))];
            var received = day.ToDateTime(new TimeOnly(8, 0)).AddMinutes(random.Next(150)).AddSeconds(random.Next(60));
            dossiers[i] = dossier with
            {
                Submitted = received.AddMinutes(-1 - random.Next(3)),
                Received = received,
                Due = dossier.Due is null ? null : calendar.AddWorkingDays(day, dossier.Procedure.WorkingDays).ToDateTime(new TimeOnly(17, 0)),
                Ended = received.AddMinutes(20 + random.Next(40)),
                SupplementAsked = null,
                Citizen = dossiers[random.Next(4)].Citizen,
                IsOnPaper = true,
            };
            padded--;
        }
    }

    // The first and the last day of a period each get one for certain: that is where mistakes are made.
    private DateOnly Day(List<DateOnly> days, int i) => i switch { 0 => days[0], 1 => days[^1], _ => days[_random.Next(days.Count)] };

    private SampleChannel Offline() => _random.Next(12) == 0 ? SampleChannel.Postal : SampleChannel.InPerson;

    /// <summary>A dossier received on a day, without a code.</summary>
    public SampleDossier Make(SampleUnit unit, DateOnly day, SampleChannel channel, SampleEnding? ending = null)
    {
        var procedures = SampleProcedure.Of(unit.Tier);
        var procedure = procedures[_random.Next(procedures.Count)];
        if (channel == SampleChannel.Online && procedure.Level == "Mức độ 2")
        {
            procedure = procedures[0];
        }

        var received = OfficeHour(day);
        var submitted = channel == SampleChannel.Online ? received.AddMinutes(-_random.Next(10, 60 * 40)) : received.AddMinutes(-_random.Next(0, 15));
        DateTime? due = procedure.WorkingDays == 0 ? null : calendar.AddWorkingDays(day, procedure.WorkingDays).ToDateTime(new TimeOnly(17, 0));
        var end = ending ?? (_random.Next(70) == 0 ? SampleEnding.Withdrawn : SampleEnding.Returned);
        var ended = end is SampleEnding.Refused or SampleEnding.NeverReceived
            ? submitted.AddHours(_random.Next(1, 20))
            : EndOf(day, received, procedure);
        var wrong = ending is null && channel == SampleChannel.Online && _random.Next(40) == 0;
        return new()
        {
            Code = string.Empty,
            UnitName = unit.Name,
            Procedure = procedure,
            Channel = channel,
            Submitted = submitted,
            Received = received,
            Due = due,
            Ended = end == SampleEnding.NeverReceived ? DateTime.MaxValue : ended,
            Ending = end,
            SupplementAsked = end == SampleEnding.Returned && (ended - received).TotalDays > 4 && _random.Next(15) == 0 ? received.AddDays(2) : null,
            Citizen = ++_citizen,
            WrongChannelAtFirst = wrong ? SampleChannel.InPerson : null,
            Corrected = received.AddDays(_random.Next(1, 20)),
        };
    }

    private DateTime EndOf(DateOnly day, DateTime received, SampleProcedure procedure)
    {
        if (procedure.WorkingDays == 0)
        {
            return received.AddMinutes(_random.Next(5, 45));
        }

        var chance = _random.Next(100);
        var taken = chance < 4 ? procedure.WorkingDays + _random.Next(1, 8) // late
            : chance < 34 ? procedure.WorkingDays
            : Math.Max(0, procedure.WorkingDays - _random.Next(1, procedure.WorkingDays + 1));
        var end = OfficeHour(calendar.AddWorkingDays(day, taken));
        return end > received.AddMinutes(5) ? end : received.AddMinutes(20);
    }

    private DateTime OfficeHour(DateOnly day)
    {
        var minute = _random.Next(0, 480);
        return day.ToDateTime(minute < 270 ? new TimeOnly(7, 0) : new TimeOnly(13, 30)).AddMinutes(minute < 270 ? minute : minute - 270)
            .AddSeconds(_random.Next(60));
    }

    /// <summary>Numbers in the day, as the system gives them.</summary>
    private static List<SampleDossier> Number(SampleUnit unit, IEnumerable<SampleDossier> dossiers)
    {
        var numbers = new Dictionary<DateOnly, int>();
        return
        [
            .. dossiers.OrderBy(d => d.Received).Select(d =>
            {
                var day = DateOnly.FromDateTime(d.Received);
                numbers[day] = numbers.GetValueOrDefault(day) + 1;
                return d with { Code = Code(unit.Organisation, day, numbers[day]) };
            }),
        ];
    }
}
