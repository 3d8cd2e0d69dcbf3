using System.Text.Json;
using GovPipeline.LocalHost;
using GovPipeline.Domain.Indicators;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Serving;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;
using Microsoft.Playwright;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>The dashboard as a reader uses it, in a real Chromium.</summary>
public sealed class DashboardTests(PublishedCity city) : IClassFixture<PublishedCity>
{
    [ProgramFact("chromium")]
    public async Task Figures_equal_the_tables_switches_work_and_nothing_is_asked_of_another_machine()
    {
        await using var web = await StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        var (errors, requests) = (new List<string>(), new List<Uri>());
        page.Console += (_, message) => errors.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        page.PageError += (_, error) => errors.Add(error);
        page.Request += (_, request) => requests.Add(new Uri(request.Url));
        await page.GotoAsync(web.Address.ToString());
        foreach (var row in (await city.Pipeline.RowsAsync(PublishedCity.Period)).Where(r => r.Field == PeriodRow.AllFields && !r.IsRollup))
        {
            var cells = await page.Locator("section[aria-labelledby=h-rank] tbody tr")
                .Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = row.UnitName, Exact = true }) }).Locator("td").AllInnerTextsAsync();
            (cells[1], cells[2], cells[3])
                .ShouldBe((Figures.Percent((decimal)row.OnlineRate), Figures.Count(row.ReceivedOnline), Figures.Count(row.Received)), row.UnitName);
        }

        (await page.Locator(".card .rate").AllInnerTextsAsync()).ShouldBe(["75,4%", "64,3%", "80,1%"]);
        (await page.Locator("header").InnerTextAsync()).ShouldSatisfyAllConditions(
            h => h.ShouldContain("15/12/2021"), h => h.ShouldContain("14/06/2022"), h => h.ShouldContain("chốt ngày 14"),
            h => h.ShouldContain("tính đến ngày 14/06/2022"));
        (await page.Locator(".alerts").InnerTextAsync()).ShouldContain("Bộ phận Một cửa thành phố: 64,3% hồ sơ nộp trực tuyến (2.135/3.322)");

        await page.GetByRole(AriaRole.Combobox, new() { Name = "Kỳ và lịch" }).SelectOptionAsync("cal-2022-H1");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Đơn vị" }).SelectOptionAsync("tnc-one-stop");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Ngôn ngữ" }).SelectOptionAsync("en");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem" }).ClickAsync();
        var calendar = await city.Pipeline.RowAsync("cal-2022-H1", "tnc-one-stop");
        (await page.Locator(".card .rate").First.InnerTextAsync()).ShouldBe(Figures.Percent((decimal)calendar.OnlineRate, 1, Domain.Text.Language.English));
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Bộ phận Một cửa thành phố: First half of 2022");
        (await page.Locator("header").InnerTextAsync()).ShouldContain("01/01/2022 to 30/06/2022");
        errors.ShouldBeEmpty();
        requests.ShouldAllBe(r => r.Host == "127.0.0.1");
        (await page.GotoAsync($"{web.Address}?ky=nd09-1999-H1"))!.Status.ShouldBe(404);
    }

    [ProgramFact("chromium")]
    public async Task It_is_read_by_keyboard_screen_reader_phone_and_printer()
    {
        await using var web = await StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        foreach (var (width, language) in new[] { (1280, "vi"), (390, "en") })
        {
            await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, BypassCSP = true });
            var page = await context.NewPageAsync();
            await page.GotoAsync($"{web.Address}?lang={language}");
            await page.AddScriptTagAsync(new() { Path = Path.Combine(Path.GetDirectoryName(Csv.Seeds)!, "infra", "node_modules", "axe-core", "axe.min.js") });
            var violations = await page.EvaluateAsync<JsonElement>(
                "async () => (await axe.run()).violations.map(v => `${v.impact} ${v.id}: ${v.nodes.map(n => n.html).join(' ').slice(0, 300)}`)");
            violations.EnumerateArray().Select(v => v.GetString()!)
                .Where(v => v.StartsWith("serious", StringComparison.Ordinal) || v.StartsWith("critical", StringComparison.Ordinal)).ShouldBeEmpty();
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "nothing runs over the side");
            await page.Keyboard.PressAsync("Tab");
            (await page.EvaluateAsync<string>("() => document.activeElement.className")).ShouldBe("skip");
            (await page.ScreenshotAsync(new() { FullPage = true })).Length.ShouldBeGreaterThan(30_000);
            if (language == "vi")
            {
                await page.EmulateMediaAsync(new() { Media = Media.Print });
                (await page.Locator(".switches").IsVisibleAsync()).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public async Task Every_page_says_what_a_browser_may_do_and_answers_under_this_machines_names_alone()
    {
        await using var web = await StartAsync();
        using var client = new HttpClient();
        foreach (var path in (string[])["", "?ky=nd09-1999-H1", "alerts/acknowledge?t=x"])
        {
            using var answer = await client.GetAsync(new Uri(web.Address, path));
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'", customMessage: path);
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        }

        foreach (var (host, status) in new[] { ("localhost", 200), ($"127.0.0.1:{web.Address.Port}", 200), ("evil.example", 400) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, web.Address) { Headers = { Host = host } };
            using var answer = await client.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(status, host);
        }

        (await Should.ThrowAsync<Domain.Errors.PipelineException>(LocalWeb.StartAsync(
            city.Pipeline.Get<Health>(), city.Pipeline.Get<IndicatorApi>(), city.Pipeline.Get<AcknowledgePage>(), city.Pipeline.Get<DashboardPage>(),
            web.Address.Port))).Message.ShouldContain($"{web.Address.Port}");
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = ProgramFactAttribute.Find("chromium"),
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });

    private Task<LocalWeb> StartAsync() => LocalWeb.StartAsync(
        city.Pipeline.Get<Health>(), city.Pipeline.Get<IndicatorApi>(), city.Pipeline.Get<AcknowledgePage>(), city.Pipeline.Get<DashboardPage>(), 0);
}
