using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Counting;

/// <summary>
/// How a counter of <see cref="PeriodStatistics"/> is counted, so that it can be shown to whoever doubts it: in words, by which form or law,
/// and as a sum of events.
/// </summary>
/// <param name="Counter">Name of the counter.</param>
/// <param name="Meaning">What it counts.</param>
/// <param name="Law">The form or law it is from.</param>
/// <param name="Terms">What it adds up.</param>
public sealed record CounterFormula(string Counter, Bilingual Meaning, Bilingual Law, IReadOnlyList<CounterTerm> Terms)
{
    private static readonly Bilingual Form06 = new("Biểu II.06a/VPCP/KSTT (TT 01/2020/TT-VPCP)", "Form II.06a/VPCP/KSTT (TT 01/2020/TT-VPCP)");
    private static readonly Bilingual Form07 = new("Biểu 07a/BTP", "Form 07a/BTP");

    private static readonly Dictionary<string, CounterFormula> ByCounter = All().ToDictionary(f => f.Counter, StringComparer.Ordinal);

    /// <summary>The formulas of all counters.</summary>
    public static IReadOnlyCollection<CounterFormula> Everything => ByCounter.Values;

    /// <summary>The formula of a counter; null when there is no such counter.</summary>
    public static CounterFormula? Find(string counter) => ByCounter.GetValueOrDefault(counter);

    private static IEnumerable<CounterFormula> All()
    {
        CounterTerm[] online = [CounterTerm.By(Channel.OnlineFull), CounterTerm.By(Channel.OnlinePartial), CounterTerm.By(Channel.OnlineOther)];
        CounterTerm[] offline = [CounterTerm.By(Channel.InPerson), CounterTerm.By(Channel.Postal)];
        CounterTerm[] received = [.. online, .. offline];
        CounterTerm[] resolved =
        [
            Ended(DossierEvent.FinishedEarly), Ended(DossierEvent.FinishedOnTime), Ended(DossierEvent.FinishedWithoutDueDate), Ended(DossierEvent.Withdrawn),
            Ended(DossierEvent.FinishedLate),
        ];
        CounterTerm[] carriedOver = [.. Stock(DaySpan.Before, resolved)];
        CounterTerm[] pending = [.. Stock(DaySpan.UpToEnd, resolved)];
        CounterTerm[] late =
        [
            new(DossierEvent.BecameOverdue, DaySpan.UpToEnd, true, new("Đã quá hạn đến cuối kỳ", "Overdue by the end")),
            new(DossierEvent.EndedOverdue, DaySpan.UpToEnd, false, new("Trong đó đã kết thúc", "Of them ended")),
        ];
        CounterTerm[] onTime = [resolved[1], resolved[2], resolved[3]];

        yield return new(nameof(PeriodStatistics.Total), new("Tổng số hồ sơ nhận giải quyết: từ kỳ trước và tiếp nhận trong kỳ",
            "All dossiers to be handled: carried over and received"), Column("3 = 4 + 5 + 6"), [.. carriedOver, .. received]);
        yield return new(nameof(PeriodStatistics.CarriedOver), new("Hồ sơ từ kỳ trước chuyển sang: đã tiếp nhận và chưa kết thúc khi kỳ bắt đầu",
            "Carried over: received and not ended when the period began"), Column("6"), carriedOver);
        yield return new(nameof(PeriodStatistics.Received), new("Hồ sơ tiếp nhận trong kỳ, theo ngày tiếp nhận, mọi kênh",
            "Dossiers received in the period, by day of receipt, every channel"), Column("4 + 5"), received);
        yield return new(nameof(PeriodStatistics.ReceivedOnline), new("Hồ sơ tiếp nhận trong kỳ qua kênh trực tuyến", "Dossiers received online in the period"),
            Column("4"), online);
        yield return new(nameof(PeriodStatistics.ReceivedOnlineFull), new("Hồ sơ tiếp nhận trực tuyến toàn trình", "Received online, full process"),
            Form07, [online[0]]);
        yield return new(nameof(PeriodStatistics.ReceivedOnlinePartial), new("Hồ sơ tiếp nhận trực tuyến một phần", "Received online, part process"),
            Form07, [online[1]]);
        yield return new(nameof(PeriodStatistics.ReceivedOnlineOther), new("Hồ sơ tiếp nhận trực tuyến hình thức khác", "Received online, other"),
            Form07, [online[2]]);
        yield return new(nameof(PeriodStatistics.ReceivedInPerson), new("Hồ sơ tiếp nhận trực tiếp; kênh để trống là trực tiếp (QĐ 766/QĐ-TTg)",
            "Received in person; an empty channel is in person (QĐ 766/QĐ-TTg)"), Column("5"), [offline[0]]);
        yield return new(nameof(PeriodStatistics.ReceivedPostal), new("Hồ sơ tiếp nhận qua bưu chính công ích", "Received by post"), Column("5"), [offline[1]]);
        yield return new(nameof(PeriodStatistics.ReceivedNonLocal), new("Hồ sơ phi địa giới: nơi nhận khác cơ quan có thẩm quyền",
            "Non-local: received by another unit than the competent one"), Form07,
            [CounterTerm.Received(new("Phi địa giới", "Non-local"), k => k.NonLocal == Answer.Yes)]);
        yield return new(nameof(PeriodStatistics.ReceivedLocalityUnknown), new("Hồ sơ chưa biết có phi địa giới hay không: không nhận ra cơ quan có thẩm quyền",
            "Not known whether non-local: the competent unit is none of ours"), Form07,
            [CounterTerm.Received(new("Chưa rõ cơ quan có thẩm quyền", "Competent unit unknown"), k => k.NonLocal == Answer.Unknown)]);
        yield return new(nameof(PeriodStatistics.EnabledReceived), new("Hồ sơ tiếp nhận của thủ tục có dịch vụ công trực tuyến",
            "Received, of services offered online"), new("Báo cáo của phần mềm một cửa", "Report of the one-stop software"),
            [CounterTerm.Received(new("Mức độ 3, 4, một phần, toàn trình", "Levels 3, 4, part, full"), k => k.Level.IsOnlineEnabled())]);
        yield return new(nameof(PeriodStatistics.EnabledOnline), new("Hồ sơ trực tuyến của thủ tục có dịch vụ công trực tuyến",
            "Received online, of services offered online"), new("Báo cáo của phần mềm một cửa", "Report of the one-stop software"),
            [CounterTerm.Received(new("Mức độ 3, 4, một phần, toàn trình, nộp trực tuyến", "Levels 3, 4, part, full, filed online"),
                k => k.Level.IsOnlineEnabled() && k.Channel.IsOnline())]);
        yield return new(nameof(PeriodStatistics.FullProcessReceived), new("Hồ sơ tiếp nhận của dịch vụ công toàn trình", "Received, of full-process services"),
            new("NĐ 42/2022/NĐ-CP; trước 15/8/2022 là mức độ 4", "NĐ 42/2022/NĐ-CP; level 4 before 15/8/2022"),
            [CounterTerm.Received(new("Mức độ 4, toàn trình", "Level 4, full process"), k => k.Level.IsFullProcess())]);
        yield return new(nameof(PeriodStatistics.FullProcessOnline), new("Hồ sơ trực tuyến của dịch vụ công toàn trình",
            "Received online, of full-process services"),
            new("NĐ 42/2022/NĐ-CP; trước 15/8/2022 là mức độ 4", "NĐ 42/2022/NĐ-CP; level 4 before 15/8/2022"),
            [CounterTerm.Received(new("Mức độ 4, toàn trình, nộp trực tuyến", "Level 4, full process, filed online"),
                k => k.Level.IsFullProcess() && k.Channel.IsOnline())]);
        yield return new(nameof(PeriodStatistics.Resolved), new("Hồ sơ đã giải quyết trong kỳ, theo ngày kết thúc xử lý",
            "Dossiers resolved in the period, by day of end"), Column("7 = 8 + 9 + 10"), resolved);
        yield return new(nameof(PeriodStatistics.ResolvedEarly), new("Hồ sơ giải quyết trước ngày hẹn trả", "Resolved before the due day"), Column("8"),
            [resolved[0]]);
        yield return new(nameof(PeriodStatistics.ResolvedOnTime), new("Hồ sơ giải quyết đúng hạn; gồm hồ sơ rút và hồ sơ không có ngày hẹn",
            "Resolved on time; with withdrawn ones and those without a due day"), Column("9"), onTime);
        yield return new("ResolvedInTime", new("Hồ sơ giải quyết trước và đúng hạn", "Resolved before or on the due day"), Column("8 + 9"),
            [resolved[0], .. onTime]);
        yield return new(nameof(PeriodStatistics.ResolvedLate), new("Hồ sơ giải quyết quá hạn", "Resolved late"), Column("10"), [resolved[4]]);
        yield return new(nameof(PeriodStatistics.Withdrawn), new("Hồ sơ công dân rút", "Withdrawn by the citizen"), Column("9"), [resolved[3]]);
        yield return new(nameof(PeriodStatistics.ResolvedWithoutDueDate), new("Hồ sơ giải quyết xong mà không có ngày hẹn trả", "Resolved without a due day"),
            Column("9"), [resolved[2]]);
        yield return new(nameof(PeriodStatistics.Pending), new("Hồ sơ đang giải quyết đến cuối kỳ: đã tiếp nhận và chưa kết thúc",
            "Pending at the end: received and not ended"), Column("11 = 12 + 13"), pending);
        yield return new(nameof(PeriodStatistics.PendingInTime), new("Hồ sơ đang giải quyết chưa quá hạn; gồm hồ sơ tạm dừng",
            "Pending and not overdue; with paused ones"), Column("12"), [.. pending, .. late.Select(t => t.Reversed())]);
        yield return new(nameof(PeriodStatistics.PendingLate), new("Hồ sơ đang giải quyết đã quá hạn", "Pending and overdue"), Column("13"), late);
        yield return new(nameof(PeriodStatistics.Refused), new("Hồ sơ không được tiếp nhận", "Refused: not taken in"), Form07,
            [new(DossierEvent.Refused, DaySpan.Within, true, new("Không được tiếp nhận", "Refused"))]);
        yield return new(nameof(PeriodStatistics.SupplementedInTime), new(
            "Hồ sơ đúng hạn theo biểu II.06a nhưng bị yêu cầu bổ sung từ hai lần: QĐ 766 tính là quá hạn",
            "In time by form II.06a, but asked for a supplement more than once: late by QĐ 766"),
            new("Quyết định 766/QĐ-TTg, chỉ tiêu 2.1", "Decision 766/QĐ-TTg, component 2.1"),
            [
                new(DossierEvent.SupplementedInTime, DaySpan.Within, true, new("Xong trước và đúng hạn trong kỳ", "Ended in time in the period")),
                new(DossierEvent.SupplementedReceived, DaySpan.UpToEnd, true, new("Tiếp nhận đến cuối kỳ", "Received by the end")),
                new(DossierEvent.SupplementedLeft, DaySpan.UpToEnd, false, new("Trong đó đã xong hoặc quá hạn", "Of them ended or overdue")),
            ]);
    }

    private static Bilingual Column(string column) => new($"{Form06.Vi}, cột {column}", $"{Form06.En}, column {column}");

    private static CounterTerm Ended(DossierEvent e) => new(e, DaySpan.Within, true, e switch
    {
        DossierEvent.FinishedEarly => new("Xong trước hạn", "Ended early"),
        DossierEvent.FinishedOnTime => new("Xong đúng ngày hẹn", "Ended on the due day"),
        DossierEvent.FinishedWithoutDueDate => new("Xong, không có ngày hẹn", "Ended, without a due day"),
        DossierEvent.FinishedLate => new("Xong quá hạn", "Ended late"),
        _ => new("Công dân rút", "Withdrawn"),
    });

    /// <summary>What was received on some days and did not end on them.</summary>
    private static IEnumerable<CounterTerm> Stock(DaySpan span, IEnumerable<CounterTerm> ended)
    {
        var until = span == DaySpan.Before ? new Bilingual("trước kỳ", "before the period") : new Bilingual("đến cuối kỳ", "by the end");
        Bilingual Named(Bilingual name) => new($"{name.Vi}, {until.Vi}", $"{name.En}, {until.En}");
        return ended.Select(e => e with { Span = span, IsAdded = false, Name = Named(e.Name) })
            .Prepend(new(DossierEvent.Received, span, true, Named(new("Tiếp nhận", "Received"))));
    }
}
