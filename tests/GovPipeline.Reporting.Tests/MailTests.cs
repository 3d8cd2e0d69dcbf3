using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using GovPipeline.Emulation;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Reporting.Alerts;
using GovPipeline.Reporting.Charts;
using GovPipeline.Reporting.Mails;
using GovPipeline.Reporting.Sending;
using Microsoft.Extensions.Options;

namespace GovPipeline.Reporting.Tests;

public sealed class MailTests
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
        Missing = string.Empty,
        Trend = [new("4/2022", 0.61), new("5/2022", null), new("6/2022", 0.66)],
    };

    [Theory]
    [InlineData(Language.Vietnamese, "TP Tây Ninh: 64,3% hồ sơ nộp trực tuyến (2.135/3.322), thấp hơn mục tiêu 80%",
        "2.135|3.322|64,3%|minh họa|6 tháng đầu năm 2022|15/12/2021|14/06/2022|NĐ 09/2019|tổng số hồ sơ tiếp nhận trong kỳ|523|Đủ các nguồn")]
    [InlineData(Language.English, "TP Tây Ninh: 64.3% dossiers filed online (2,135/3,322), below the target of 80%",
        "2,135|3,322|an example|First half of 2022|15/12/2021|14/06/2022|Decree 09/2019|all dossiers received in the period|523|All sources are in")]
    public void A_mail_says_the_message_first_and_then_all_that_stands_behind_it_in_both_parts(Language language, string message, string facts)
    {
        var mail = Compose(language, Figure);
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
    public void A_mail_from_incomplete_data_says_so_and_one_of_several_alerts_leads_with_the_most_pressing()
    {
        Compose(Language.Vietnamese, Figure with { Missing = "Một cửa phường, xã: 01/06/2022" }).Text.ShouldContain("CHƯA ĐỦ: Một cửa phường, xã: 01/06/2022");
        AlertItem[] two = [Item(AlertNews.Escalated, Figure), Item(AlertNews.Resolved, Figure with { UnitName = "Phường 1" })];
        var mail = AlertLetter.Compose(two, [two[0].Alert], Language.Vietnamese, new("https://so-lieu.tayninh.example/"));
        mail.Subject.ShouldEndWith("(và 1 cảnh báo khác)");
        mail.Text.ShouldContain("Đã hết: Phường 1");
        mail.Text.ShouldContain("Vẫn đang mở, không có gì mới:");
        mail.Text.ShouldContain("https://so-lieu.tayninh.example/");
    }

    [Fact]
    public void The_trend_is_a_small_PNG()
    {
        var png = TrendChart.Png(Figure.Trend, 0.8, "mục tiêu");
        png.AsSpan(1, 3).SequenceEqual("PNG"u8).ShouldBeTrue();
        png.Length.ShouldBeInRange(5_000, 80_000);
    }

    [Fact]
    public async Task A_mail_is_taken_over_STARTTLS_with_authentication_in_both_parts()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate =
            request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var folder = Directory.CreateTempSubdirectory("govpipeline-tls-").FullName;
        var (cert, pem) = (Path.Combine(folder, "c.pem"), Path.Combine(folder, "k.pem"));
        await File.WriteAllTextAsync(cert, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(pem, key.ExportPkcs8PrivateKeyPem());
        var received = Path.Combine(folder, "mails.jsonl");
        var port = NodeServer.FreePorts(1)[0];
        var infra = await NodeServers.EnsureAsync(_ => { }, CancellationToken.None);
        await using var server = await NodeServer.StartAsync(
            infra, "../../tests/GovPipeline.Testing/smtp-server.mjs", [$"{port}", cert, pem, "user", "mật khẩu", received], [port], CancellationToken.None);
        var options = new MailOptions
        {
            Host = "127.0.0.1", Port = port, Security = MailSecurity.StartTls, User = "user", Password = "mật khẩu", From = "from@example.vn",
            CertificateSha256 = certificate.GetCertHashString(HashAlgorithmName.SHA256),
        };
        await Mailer(options).SendAsync(new("id-1@govpipeline", "to@example.vn", "Chủ tịch", Compose(Language.Vietnamese, Figure)), CancellationToken.None);

        var mail = JsonDocument.Parse((await File.ReadAllLinesAsync(received)).Single()).RootElement;
        (mail.GetProperty("secure").GetBoolean(), mail.GetProperty("user").GetString()).ShouldBe((true, "user"));
        using var raw = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail.GetProperty("raw").GetString()!));
        var message = await MimeKit.MimeMessage.LoadAsync(raw);
        message.Subject.ShouldBe("TP Tây Ninh: 64,3% hồ sơ nộp trực tuyến (2.135/3.322), thấp hơn mục tiêu 80%");
        message.TextBody!.ShouldContain("QĐ <713> & minh họa");
        message.HtmlBody!.ShouldContain("<table");
        (message.MessageId, message.To.ToString()).ShouldBe(("id-1@govpipeline", "\"Chủ tịch\" <to@example.vn>"));

        options.CertificateSha256 = null;
        (await FailAsync(options)).Code.ShouldBe("GP504", "a certificate nobody vouches for is not taken");
        options.CertificateSha256 = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        options.Password = "sai";
        (await FailAsync(options)).Code.ShouldBe("GP503", "a wrong password");
        options.User = null;
        (await FailAsync(options)).Code.ShouldBe("GP503", "a server that wants a log-in and gets none");
        (await File.ReadAllLinesAsync(received)).Length.ShouldBe(1);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_nothing_and_a_server_that_is_away_is_unreachable()
    {
        await using var server = await MailServer.StartAsync(_ => { }, ["--hide-extensions", "STARTTLS"], CancellationToken.None);
        (await FailAsync(new() { Host = "127.0.0.1", Port = server.SmtpPort, Security = MailSecurity.StartTls })).Code.ShouldBe("GP504");
        (await MailsAsync(server)).GetArrayLength().ShouldBe(0);
        (await FailAsync(new() { Host = "127.0.0.1", Port = NodeServer.FreePorts(1)[0], Security = MailSecurity.None })).Code.ShouldBe("GP502");
    }

    private static MailBody Compose(Language language, TargetFigure figure) => AlertLetter.Compose([Item(AlertNews.Raised, figure)], [], language, null);

    private static AlertItem Item(AlertNews news, TargetFigure figure) => new(
        news, new() { Scope = "p", Key = figure.UnitName, Kind = AlertKind.BelowTarget, UnitId = "u", Content = TargetAlerts.Missed(figure, isWarning: false) },
        true, null, null);

    private static async Task<JsonElement> MailsAsync(MailServer server)
    {
        using var client = new HttpClient();
        return await client.GetFromJsonAsync<JsonElement>(new Uri(server.Page, "api/email"));
    }

    private static SmtpMailer Mailer(MailOptions options) => new(Options.Create(options), TimeProvider.System);

    private static Task<PipelineException> FailAsync(MailOptions options) => Should.ThrowAsync<PipelineException>(() =>
        Mailer(options).SendAsync(new("id-2@govpipeline", "to@example.vn", "", Compose(Language.Vietnamese, Figure)), CancellationToken.None));
}
