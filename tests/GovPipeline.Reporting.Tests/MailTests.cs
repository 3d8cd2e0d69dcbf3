using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using GovPipeline.Emulation;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Errors;
using GovPipeline.Reporting.Charts;
using GovPipeline.Reporting.Sending;
using Microsoft.Extensions.Options;

namespace GovPipeline.Reporting.Tests;

public sealed class MailTests
{
    private static readonly TrendPoint[] Trend = [new("4/2022", 0.61), new("5/2022", null), new("6/2022", 0.66)];

    private static readonly MailBody Body = new("TP Tây Ninh: 64,3% hồ sơ nộp trực tuyến", "Căn cứ: QĐ <713> & minh họa",
        "<table><tr><td>64,3%</td></tr></table>");

    [Fact]
    public void The_trend_is_a_small_PNG()
    {
        var png = TrendChart.Png(Trend, 0.8, "mục tiêu");
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
        await Mailer(options).SendAsync(new("id-1@govpipeline", "to@example.vn", "Chủ tịch", Body), CancellationToken.None);

        var mail = JsonDocument.Parse((await File.ReadAllLinesAsync(received)).Single()).RootElement;
        (mail.GetProperty("secure").GetBoolean(), mail.GetProperty("user").GetString()).ShouldBe((true, "user"));
        using var raw = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail.GetProperty("raw").GetString()!));
        var message = await MimeKit.MimeMessage.LoadAsync(raw);
        message.Subject.ShouldBe(Body.Subject);
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

    private static async Task<JsonElement> MailsAsync(MailServer server)
    {
        using var client = new HttpClient();
        return await client.GetFromJsonAsync<JsonElement>(new Uri(server.Page, "api/email"));
    }

    private static SmtpMailer Mailer(MailOptions options) => new(Options.Create(options), TimeProvider.System);

    private static Task<PipelineException> FailAsync(MailOptions options) => Should.ThrowAsync<PipelineException>(() =>
        Mailer(options).SendAsync(new("id-2@govpipeline", "to@example.vn", "", Body), CancellationToken.None));
}
