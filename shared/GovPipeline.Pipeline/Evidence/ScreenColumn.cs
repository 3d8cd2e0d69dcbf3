using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.ServiceQuality;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Evidence;

/// <summary>A column of <c>authenticity</c> that single dossiers make up, or the sign of a test.</summary>
/// <param name="Name">The column, or the id of the test.</param>
/// <param name="Meaning">What it counts.</param>
/// <param name="Law">Where it is from.</param>
/// <param name="Of">What counts give to it.</param>
/// <param name="BySigns">Whether it is told by how many signs dossiers show.</param>
/// <param name="IsOfLastDays">Whether it is of the last days of the period alone.</param>
/// <param name="IsOfProcedures">Whether it counts procedures, each once, and not dossiers.</param>
internal sealed record ScreenColumn(
    string Name, Bilingual Meaning, Bilingual Law, Func<AuthenticityCounts, long> Of, bool BySigns = false, bool IsOfLastDays = false,
    bool IsOfProcedures = false)
{
    private static readonly Bilingual Rules = new("Phép kiểm tra của hệ thống, ngưỡng trong authenticity.json; không phải quy định",
        "A test of this system, thresholds in authenticity.json; no regulation");

    private static readonly string Single = string.Join(", ", DossierScreen.Tests.Select(t => t.Id).Order(StringComparer.Ordinal));

    private static readonly Bilingual FirstDue = new("Nghị định 61/2018/NĐ-CP, Điều 19: dời hẹn phải xin lỗi; ngày hẹn đầu được giữ để đối chiếu",
        "Decree 61/2018/NĐ-CP, article 19: a moved due day needs an apology; the first is kept to be held against");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScreenColumn> All { get; } =
    [
        new(nameof(AuthenticityRow.Declared), new("Hồ sơ tiếp nhận trực tuyến theo khai báo của nguồn", "Received online, as the source declares"),
            CounterFormula.Find("ReceivedOnline")!.Law, c => c.Declared),
        new(nameof(AuthenticityRow.Eligible), new(
            "Hồ sơ trực tuyến đủ điều kiện 766", "Online, eligible by 766"),
            Decision766(QualityComponent.FiledOnline), c => c.Eligible),
        new(nameof(AuthenticityRow.EligibleUnknown), new(
            "Hồ sơ trực tuyến đã xong, chưa biết kết quả có điện tử không", "Online and resolved, not told whether the result is electronic"),
            Decision766(QualityComponent.FiledOnline), c => c.EligibleUnknown),
        new(nameof(AuthenticityRow.ToVerify), new("Hồ sơ trực tuyến cần xác minh", "Online, to be looked into"), Rules, c => c.ToVerify, BySigns: true),
        new(AuthenticityTest.OfficeHours.Id, new("Hồ sơ trực tuyến nộp trong giờ làm việc", "Online, filed in office hours"), Rules, c => c.FiledInOfficeHours),
        new(AuthenticityTest.Burst.Id, new("Hồ sơ trực tuyến tiếp nhận trong những ngày cuối kỳ", "Online, received in the last days of the period"), Rules,
            c => c.Declared, IsOfLastDays: true),
        new(nameof(AuthenticityRow.ResultsDue), new("Hồ sơ tiếp nhận trong kỳ đã xong", "Received in the period and resolved"),
            Decision766(QualityComponent.ElectronicResults), c => c.ResultsDue),
        new(nameof(AuthenticityRow.FirstDueKnown), new("Hồ sơ biết cả ngày hẹn trả đầu tiên", "Dossiers whose first due day is told"), FirstDue,
            c => c.FirstDueKnown),
        new(nameof(AuthenticityRow.DueMoved), new("Hồ sơ bị dời ngày hẹn trả về sau", "Dossiers whose due day was moved later"), FirstDue, c => c.DueMoved),
        new(nameof(AuthenticityRow.ResultsKnown), new("Hồ sơ đã xong, biết kết quả có điện tử không", "Resolved, told whether the result is electronic"),
            Decision766(QualityComponent.ElectronicResults), c => c.ResultsKnown),
        new(nameof(AuthenticityRow.ResultsElectronic), new("Hồ sơ đã xong có kết quả điện tử", "Resolved with an electronic result"),
            Decision766(QualityComponent.ElectronicResults), c => c.ResultsElectronic),
        new(nameof(AuthenticityRow.FeesDue), new("Hồ sơ có nghĩa vụ tài chính, biết cách thanh toán", "Dossiers with a fee due, told how it was paid"),
            Decision766(QualityComponent.PaidOnline), c => c.FeesDue),
        new(nameof(AuthenticityRow.FeesPaidOnline), new("Hồ sơ thanh toán trực tuyến", "Dossiers paid online"),
            Decision766(QualityComponent.PaidOnline), c => c.FeesPaidOnline),
        new(nameof(AuthenticityRow.FeeProcedures), new("Thủ tục của hồ sơ có nghĩa vụ tài chính", "Procedures of dossiers with a fee due"),
            Decision766(QualityComponent.ProceduresPaidOnline), c => c.FeesDue, IsOfProcedures: true),
        new(nameof(AuthenticityRow.FeeProceduresPaidOnline), new("Thủ tục có phát sinh thanh toán trực tuyến", "Procedures with an online payment"),
            Decision766(QualityComponent.ProceduresPaidOnline), c => c.FeesPaidOnline, IsOfProcedures: true),
        new(nameof(AuthenticityRow.ComponentsKnown), new("Hồ sơ biết số thành phần đã số hóa", "Dossiers told how many components were digitised"),
            Decision766(QualityComponent.Digitised), c => c.ComponentsKnown),
        new(nameof(AuthenticityRow.ComponentsDigitised), new("Hồ sơ có thành phần đã số hóa", "Dossiers with a digitised component"),
            Decision766(QualityComponent.Digitised), c => c.ComponentsDigitised),
        .. DossierScreen.Tests.Select(t => new ScreenColumn(t.Id, new($"Hồ sơ có dấu hiệu: {t.Name.Vi}", $"Dossiers that show the sign: {t.Name.En}"),
            Rules, c => c.Failed(t))),
    ];

    /// <summary>How it is counted, in words, with the thresholds of the place.</summary>
    /// <param name="rules">The thresholds.</param>
    /// <param name="of">Of a test: of how many dossiers, and which share; null where that is not said.</param>
    public Bilingual Words(AuthenticityRules rules, (long Known, decimal Share)? of)
    {
        var how = Name switch
        {
            nameof(AuthenticityRow.Declared) => new("Đếm hồ sơ có kênh trực tuyến, đã tiếp nhận trong kỳ, nguồn không xóa",
                "Dossiers of an online channel, received in the period, not deleted by the source"),
            nameof(AuthenticityRow.Eligible) => new(
                "Trong số khai báo, đếm hồ sơ chưa đến lúc có kết quả (đang giải quyết, đã rút) và hồ sơ đã xong mà nguồn ghi kết quả là bản điện tử",
                "Of the declared ones, those of which no result is due (in progress, withdrawn), and those resolved with an electronic result"),
            nameof(AuthenticityRow.EligibleUnknown) => new("Trong số khai báo, đếm hồ sơ đã xong mà nguồn không ghi kết quả có điện tử hay không",
                "Of the declared ones, those resolved of which the source does not say whether their result is electronic"),
            nameof(AuthenticityRow.ToVerify) => new(
                $"Trong số khai báo, đếm hồ sơ có từ {rules.FailedTests} dấu hiệu trở lên trong các phép kiểm tra từng hồ sơ ({Single})",
                $"Of the declared ones, those that show {rules.FailedTests} signs or more of the tests of single dossiers ({Single})"),
            nameof(AuthenticityRow.ResultsDue) => new("Trong mọi hồ sơ tiếp nhận trong kỳ, đếm hồ sơ đã xong hoặc đã trả, dù xong ngày nào",
                "Of all received in the period, those resolved or returned, on whatever day"),
            nameof(AuthenticityRow.FirstDueKnown) => new(
                "Trong mọi hồ sơ tiếp nhận trong kỳ, đếm hồ sơ mà nguồn ghi ngày hẹn trả đầu tiên và ngày hẹn trả cuối",
                "Of all received in the period, those of which the source tells the first and the last due day"),
            nameof(AuthenticityRow.DueMoved) => new("Trong số đó, đếm hồ sơ có ngày hẹn trả cuối sau ngày hẹn trả đầu tiên; quá hạn tính theo ngày cuối",
                "Of these, those with a last due day after the first; lateness goes by the last"),
            nameof(AuthenticityRow.ResultsKnown) => new(
                "Trong mọi hồ sơ tiếp nhận trong kỳ, đếm hồ sơ đã xong hoặc đã trả mà nguồn ghi kết quả có điện tử hay không",
                "Of all received in the period, those resolved or returned of which the source says whether their result is electronic"),
            nameof(AuthenticityRow.ResultsElectronic) => new("Trong số đó, đếm hồ sơ có kết quả điện tử", "Of these, those with an electronic result"),
            nameof(AuthenticityRow.FeesDue) => new("Trong mọi hồ sơ tiếp nhận trong kỳ, đếm hồ sơ có nghĩa vụ tài chính mà nguồn ghi đã thanh toán thế nào",
                "Of all received in the period, those with a fee due of which the source says how it was paid"),
            nameof(AuthenticityRow.FeesPaidOnline) => new("Trong hồ sơ có nghĩa vụ tài chính, đếm hồ sơ thanh toán trực tuyến",
                "Of those with a fee due, those paid online"),
            nameof(AuthenticityRow.FeeProcedures) => new(
                "Đếm mỗi thủ tục một lần: thủ tục của các hồ sơ có nghĩa vụ tài chính; nhiều đơn vị cùng một thủ tục vẫn là một",
                "Each procedure once: those of dossiers with a fee due; one of several units is still one"),
            nameof(AuthenticityRow.FeeProceduresPaidOnline) => new(
                "Đếm mỗi thủ tục một lần: thủ tục có ít nhất một hồ sơ thanh toán trực tuyến; nhiều đơn vị cùng một thủ tục vẫn là một",
                "Each procedure once: those with at least one dossier paid online; one of several units is still one"),
            nameof(AuthenticityRow.ComponentsKnown) => new("Trong mọi hồ sơ tiếp nhận trong kỳ, đếm hồ sơ mà nguồn ghi số thành phần đã số hóa",
                "Of all received in the period, those of which the source says how many components were digitised"),
            nameof(AuthenticityRow.ComponentsDigitised) => new("Trong số đó, đếm hồ sơ có ít nhất một thành phần đã số hóa",
                "Of these, those with at least one digitised component"),
            "A02" => new("Hồ sơ trực tuyến đã xong mà nguồn ghi không có kết quả điện tử", "Online and resolved, and the source says: no electronic result"),
            "A03" => new("Hồ sơ trực tuyến có 0 thành phần số hóa", "Online with 0 digitised components"),
            "A04" => new($"Hồ sơ trực tuyến tiếp nhận từ {DayText.Print(rules.VerifiedSince)} của tài khoản chưa xác thực",
                $"Online, received from {DayText.Print(rules.VerifiedSince)} on, of an account that is not verified"),
            "A05" => new($"Hồ sơ trực tuyến nộp trong giờ làm việc và được tiếp nhận trong vòng {rules.MinutesAtOnce} phút",
                $"Online, filed in office hours and received within {rules.MinutesAtOnce} minutes"),
            "A06" => new("Hồ sơ trực tuyến nộp trong giờ làm việc, trong số có ghi giờ nộp",
                "Online, filed in office hours, of those whose time of filing is told"),
            "A07" => new(
                $"Hồ sơ trực tuyến của tài khoản nộp từ {rules.ManyOfOneAccount} hồ sơ trở lên ở một đơn vị trong nửa tháng, "
                    + "đếm trong các hồ sơ cùng cơ quan và tháng của mã",
                $"Online, of an account that filed {rules.ManyOfOneAccount} or more with a unit in half a month, "
                    + "counted among dossiers of one body and month of the code"),
            "A08" => new("Hồ sơ trực tuyến do người khác chủ hồ sơ nộp, không có ủy quyền", "Online, filed by another than the owner, without authorisation"),
            "A09" => new("Hồ sơ trực tuyến có nghĩa vụ tài chính mà không thanh toán trực tuyến", "Online with a fee due that was not paid online"),
            "A10" => new($"Hồ sơ trực tuyến tiếp nhận trong {rules.LastDays} ngày cuối kỳ",
                $"Online, received in the last {rules.LastDays} days of the period"),
            "A11" => new("Hồ sơ ghi là trực tuyến nhưng được đồng bộ từ hệ thống khác", "Marked online, synchronised from another system"),
            "A12" => new("Hồ sơ trực tuyến mà một nguồn khác cũng có đúng mã ấy", "Online, and another source has the same code"),
            "A13" => new($"Hồ sơ trực tuyến bị rút hoặc xóa trong vòng {rules.DaysGoneSoon} ngày sau tiếp nhận",
                $"Online, withdrawn or deleted within {rules.DaysGoneSoon} days of receipt"),
            "A14" => new("Hồ sơ trực tuyến vẫn nhận thành phần giấy", "Online with paper components taken too"),
            _ => Meaning,
        };
        return of is not { } whole ? how : Bilingual.Of(l => l == Language.English
            ? $"{how.En}; of {Figures.Count(whole.Known, l)} dossiers of which the test speaks: {Figures.Percent(whole.Share, 2, l)}"
            : $"{how.Vi}; trong {Figures.Count(whole.Known, l)} hồ sơ mà phép kiểm tra nói được: {Figures.Percent(whole.Share, 2, l)}");
    }

    private static Bilingual Decision766(QualityComponent component) =>
        new($"Quyết định 766/QĐ-TTg, chỉ tiêu {component.Id}", $"Decision 766/QĐ-TTg, component {component.Id}");
}
