using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Reporting.Alerts;
using GovPipeline.Reporting.Sending;
using GovPipeline.Reporting.Slips;
using GovPipeline.Web.Mails;

namespace GovPipeline.Web.Tests;

/// <summary>What mails say, in both parts.</summary>
public sealed class LetterTests
{
    private static readonly TargetFigure Figure = new()
    {
        UnitName = "TP Tây Ninh",
        Indicator = new()
        {
            Id = "HS01", NameVi = "Tỷ lệ hồ sơ nộp trực tuyến", NameEn = "Dossiers filed online", System = "one-stop", LegalBasis = "II.06a",
            Basis = DenominatorBasis.All,
            Numerator = new() { Counter = "ReceivedOnline" }, Denominator = new() { Counter = "Received" },
        },
        Numerator = 2135,
        Denominator = 3322,
        Value = 2135m / 3322,
        Target = new() { Id = "t", IndicatorId = "HS01", Value = 0.8m, ValidFrom = new(2020, 1, 1), LegalBasis = "QĐ <713> & minh họa", IsExample = true },
        Period = Period.Parse("nd09-2022-H1"),
        AsOf = new(2022, 6, 14),
        Missing = Bilingual.Empty,
        Trend = [new("4/2022", 0.61), new("5/2022", null), new("6/2022", 0.66)],
    };

    [Theory]
    [InlineData(Language.Vietnamese, "TP Tây Ninh: 64,3% hồ sơ nộp trực tuyến (2.135/3.322), thấp hơn mục tiêu minh họa 80%",
        "2.135|3.322|64,3%|minh họa|6 tháng đầu năm 2022|15/12/2021|14/06/2022|NĐ 09/2019|tổng số hồ sơ tiếp nhận trong kỳ|"
            + "523 hồ sơ nộp trực tuyến|Đủ các nguồn")]
    [InlineData(Language.English, "TP Tây Ninh: 64.3% dossiers filed online (2,135/3,322), below the example target of 80%",
        "2,135|3,322|an example|First half of 2022|15/12/2021|14/06/2022|Decree 09/2019|all dossiers received in the period|"
            + "523 dossiers filed online|All sources are in")]
    public async Task A_mail_says_the_message_first_and_then_all_that_stands_behind_it_in_both_parts(Language language, string message, string facts)
    {
        var mail = await ComposeAsync(language, Figure);
        mail.Subject.ShouldBe(message);
        mail.Text.ShouldStartWith(message + ".");
        foreach (var fact in facts.Split('|'))
        {
            mail.Text.ShouldContain(fact);
            System.Net.WebUtility.HtmlDecode(mail.Html).ShouldContain(fact);
        }

        mail.Html.ShouldNotContain("<713>");
        mail.Html.ShouldNotContain("http", Case.Insensitive, "nothing is loaded from elsewhere");
    }

    [Fact]
    public async Task A_mail_from_incomplete_data_says_so_and_one_of_several_alerts_leads_with_the_most_pressing()
    {
        var missing = new Bilingual("Một cửa phường, xã: 01/06/2022", "One-stop of wards: 01/06/2022");
        (await ComposeAsync(Language.Vietnamese, Figure with { Missing = missing })).Text.ShouldContain("CHƯA ĐỦ: Một cửa phường, xã: 01/06/2022");
        (await ComposeAsync(Language.English, Figure with { Missing = missing })).Text.ShouldContain("INCOMPLETE: One-stop of wards: 01/06/2022");
        AlertItem[] two = [Item(AlertNews.Escalated, Figure), Item(AlertNews.Resolved, Figure with { UnitName = "Phường 1" })];
        var mail = await NightLetter.Compose(two, [two[0].Alert], [], Language.Vietnamese, new("https://so-lieu.tayninh.example/")).WriteAsync();
        mail.Subject.ShouldEndWith("(và 1 cảnh báo khác)");
        mail.Text.ShouldContain("Đã hết: Phường 1");
        mail.Text.ShouldContain("Vẫn đang mở, không có gì mới:");
        mail.Text.ShouldContain("https://so-lieu.tayninh.example/");
    }

    private static Task<MailBody> ComposeAsync(Language language, TargetFigure figure) =>
        NightLetter.Compose([Item(AlertNews.Raised, figure)], [], [], language, null).WriteAsync();

    private static AlertItem Item(AlertNews news, TargetFigure figure) => new(
        news, new() { Scope = "p", Key = figure.UnitName, Kind = AlertKind.BelowTarget, UnitId = "u", Content = TargetAlerts.Missed(figure, isWarning: false) },
        true, null, null);

    [Fact]
    public async Task A_mail_says_what_to_do_who_answers_by_when_how_many_are_missing_and_what_changed_since_the_last()
    {
        var figure = Figure with
        {
            Forecast = PaceForecast.Of(2135, 3322, 0.8m, 100, 20),
            Action = new("Bố trí người hướng dẫn tại quầy", "Place staff at the counter"),
        };
        var item = Item(AlertNews.Repeated, figure) with { InFull = false, ToldFigure = new("63,9%", "63.9%") };
        item = item with { Alert = item.Alert with { Duty = new(new("Trưởng Bộ phận Một cửa", "Head of the one-stop"), new(2022, 6, 21)) } };
        var text = (await NightLetter.Compose([item], [], [], Language.Vietnamese, null).WriteAsync()).Text;
        text.ShouldContain("Thư trước: 63,9% → 64,3%");
        text.ShouldContain("Còn thiếu: 523 hồ sơ nộp trực tuyến (15,7 điểm phần trăm)");
        text.ShouldContain("Việc cần làm: Bố trí người hướng dẫn tại quầy");
        text.ShouldContain("Chịu trách nhiệm: Trưởng Bộ phận Một cửa, hạn 21/06/2022");
        var full = (await NightLetter.Compose([item with { InFull = true }], [], [], Language.English, null).WriteAsync()).Text;

        // 3,322 in 100 working days gives 664 in 20; at 64.27 % of 3,986 the count is 2,561, and 80 % of 3,986 are 3,189.
        full.ShouldContain("At this pace until the end: short by 628 dossiers filed online on 14/06/2022; even if all 664 cases to come counted");
    }

    [Fact]
    public async Task A_mail_that_an_alert_is_over_tells_the_new_figure_and_who_or_what_ended_it()
    {
        var alert = new Alert
        {
            Scope = "p", Key = "k", Kind = AlertKind.BelowTarget, UnitId = "u", State = AlertState.Resolved,
            Content = TargetAlerts.Met(Figure with { Numerator = 2700, Value = 2700m / 3322, Target = Figure.Target with { IsExample = false } }),
            Steps = [new(new(2022, 6, 20, 0, 0, 0, TimeSpan.Zero), "resolved", AlertLife.Pipeline, string.Empty)],
        };
        var mail = await NightLetter.Compose([new(AlertNews.Resolved, alert, true, null, null)], [], [], Language.Vietnamese, null).WriteAsync();
        mail.Subject.ShouldBe("Đã hết: TP Tây Ninh: 81,3% hồ sơ nộp trực tuyến (2.700/3.322), đạt mục tiêu 80%");
        mail.Text.ShouldContain("Kết thúc bởi: GovPipeline, đóng ngày 20/06/2022 07:00, lý do: số liệu mới đạt lại");
        var byHand = alert with { Steps = [alert.Steps[0] with { Who = "Chánh Văn phòng", Note = "đã họp" }] };
        (await NightLetter.Compose([new(AlertNews.Resolved, byHand, true, null, null)], [], [], Language.English, null).WriteAsync()).Text
            .ShouldContain("Ended by: Chánh Văn phòng, closed on 20/06/2022 07:00, reason: đã họp");
    }

    [Fact]
    public async Task Only_what_a_document_sets_is_red()
    {
        (await ComposeAsync(Language.Vietnamese, Figure)).Html.ShouldNotContain("#9b1c1c");
        (await ComposeAsync(Language.Vietnamese, Figure with { Target = Figure.Target with { IsExample = false } })).Html.ShouldContain("#9b1c1c");
    }

    [Fact]
    public async Task Slips_of_a_night_are_in_the_one_mail_and_say_what_to_do_once()
    {
        RejectionSlip Slip(string id) => new()
        {
            Id = id, SourceName = new("Một cửa phường, xã", "One-stop of wards"), File = $"{id}.csv", ExportDate = new(2022, 6, 14),
            FileRows = 300, RejectedRows = 2, Headings = ["Mã"],
            Rows = [new("1", new Dictionary<string, string> { ["Mã"] = "x" },
                [new("GP301", "Mã <hồ sơ>", new("sai", "wrong"), new("Sửa mã", "Mend the code"))])],
        };
        var two = await NightLetter.Compose([], [], [Slip("a"), Slip("b")], Language.Vietnamese, null).WriteAsync();
        two.Subject.ShouldBe("2 tệp có dòng cần sửa, tất cả 4 dòng");
        two.Text.Split("Cách làm").Length.ShouldBe(2);
        two.Text.ShouldContain("1 dòng, cột “Mã <hồ sơ>” (GP301): Sửa mã");
        two.Html.ShouldNotContain("<hồ sơ>");
        (await NightLetter.Compose([], [], [Slip("a")], Language.English, null).WriteAsync()).ShouldSatisfyAllConditions(
            m => m.Subject.ShouldContain("One-stop of wards"), m => m.Text.ShouldContain("(GP301): Mend the code"), m => m.Text.ShouldNotContain("Sửa"));
        (await NightLetter.Compose([Item(AlertNews.Raised, Figure)], [], [Slip("a")], Language.Vietnamese, null).WriteAsync()).Subject
            .ShouldEndWith("(và 1 phiếu trả dòng)");
    }

    [Fact]
    public async Task A_test_cannot_be_taken_for_an_alert()
    {
        var mail = await TestLetter.Compose("vanhanh@may-chu", "14/06/2022 07:30", Language.Vietnamese).WriteAsync();
        mail.Subject.ShouldStartWith("[THƯ THỬ]");
        mail.Text.ShouldContain("Không có cảnh báo nào");
        mail.Html.ShouldNotContain("#9b1c1c");
    }
}
