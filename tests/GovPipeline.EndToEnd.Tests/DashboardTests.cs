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
    public async Task At_every_width_light_and_dark_in_both_languages_nothing_runs_over_and_axe_finds_nothing()
    {
        await using var web = await StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var axe = Path.Combine(Path.GetDirectoryName(Csv.Seeds)!, "infra", "node_modules", "axe-core", "axe.min.js");
        foreach (var (width, language, scheme, unit) in new[]
        {
            (1280, "vi", ColorScheme.Light, ""), (1280, "en", ColorScheme.Dark, "&donVi=tnc-one-stop"), (900, "en", ColorScheme.Light, ""),
            (600, "vi", ColorScheme.Dark, ""), (390, "vi", ColorScheme.Light, ""), (390, "en", ColorScheme.Dark, "&donVi=tnc-phuong-1"), (320, "vi",
                ColorScheme.Light, ""),
        })
        {
            await using var context = await browser.NewContextAsync(
                new() { ViewportSize = new() { Width = width, Height = 844 }, BypassCSP = true, ColorScheme = scheme });
            var page = await context.NewPageAsync();
            var where = $"{width} {language} {scheme} {unit}";
            await page.GotoAsync($"{web.Address}?lang={language}{unit}");
            await page.AddScriptTagAsync(new() { Path = axe });
            var violations = await page.EvaluateAsync<JsonElement>(
                "async () => (await axe.run()).violations.map(v => `${v.impact} ${v.id}: ${v.nodes.map(n => n.html).join(' ').slice(0, 300)}`)");
            violations.EnumerateArray().Select(v => v.GetString()!).ShouldBeEmpty(where);
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, where);
            (await page.Locator("main section h2").First.InnerTextAsync()).ShouldBe(language == "vi" ? "Tóm tắt" : "At a glance");
            if (width == 390)
            {
                (await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight")).ShouldBeLessThan(6 * 844, $"{where}: six screens of a phone");
                (await page.Locator(".months").IsVisibleAsync()).ShouldBeTrue("the newest months without scrolling sideways");
                var row = await page.Locator(".rank tbody tr").First.BoundingBoxAsync();
                row!.Width.ShouldBeLessThanOrEqualTo(width);
            }

            // Every details is opened, as a reader would: still nothing runs over.
            await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, $"{where}, all opened");
        }
    }

    [ProgramFact("chromium")]
    public async Task A_delegate_opens_what_a_figure_is_made_of_and_finds_it_again_by_its_code_on_a_phone()
    {
        await using var web = await StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var axe = Path.Combine(Path.GetDirectoryName(Csv.Seeds)!, "infra", "node_modules", "axe-core", "axe.min.js");
        var row = await city.Pipeline.RowAsync(PublishedCity.Period, "tnc-one-stop");
        foreach (var (width, language) in new[] { (1280, "vi"), (390, "vi"), (390, "en") })
        {
            await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 844 }, BypassCSP = true });
            var page = await context.NewPageAsync();
            await page.GotoAsync($"{web.Address}?lang={language}&donVi=tnc-one-stop");
            var code = await page.Locator(".card .code").First.InnerTextAsync();
            await page.Locator(".card a[href*='cot=OnlineRate']").First.ClickAsync();
            (await page.Locator("main .rate").InnerTextAsync()).ShouldBe(Figures.Percent((decimal)row.OnlineRate, 2,
                language == "vi" ? Domain.Text.Language.Vietnamese : Domain.Text.Language.English));
            var text = await page.Locator("main").InnerTextAsync();
            text.ShouldContain(code);
            text.ShouldContain(Figures.Count(row.ReceivedOnline, language == "vi" ? Domain.Text.Language.Vietnamese : Domain.Text.Language.English));
            text.ShouldContain("SHA-256");
            text.ShouldNotContain("H53-", customMessage: "no code of a dossier");
            text.ShouldNotContain(Environment.UserName + "@");
            await page.AddScriptTagAsync(new() { Path = axe });
            var violations = await page.EvaluateAsync<JsonElement>(
                "async () => (await axe.run()).violations.map(v => `${v.impact} ${v.id}: ${v.nodes.map(n => n.html).join(' ').slice(0, 300)}`)");
            violations.EnumerateArray().Select(v => v.GetString()!).ShouldBeEmpty($"{width} {language}");
            await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, $"{width} {language}");
            (await page.GotoAsync($"{web.Address}giai-trinh?ma={code}"))!.Status.ShouldBe(200);
            (await page.Locator("h1").InnerTextAsync()).ShouldBe("Tỷ lệ hồ sơ nộp trực tuyến");
        }

        using var client = new HttpClient();
        foreach (var wrong in (string[])["ma=0000-0000", "ma=x", "", "ky=nd09-1999-H1&donVi=a&cot=b", "ky=nd09-2022-H1&donVi=%3Cscript%3E&cot=Received",
            "ky=x"])
        {
            using var answer = await client.GetAsync(new Uri(web.Address, $"giai-trinh?{wrong}"));
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound, wrong);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<script>");
        }
    }

    [ProgramFact("chromium")]
    public async Task A_reader_walks_it_by_keyboard_explains_a_figure_prints_it_and_downloads_what_they_see()
    {
        await using var web = await StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(web.Address.ToString());
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("() => document.activeElement.className")).ShouldBe("skip");
        await page.Keyboard.PressAsync("Enter");
        var seen = new List<string>();
        for (var i = 0; i < 160 && !seen.Contains("A:tai-ve"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
            seen.Add(await page.EvaluateAsync<string>(
                "() => { const e = document.activeElement; return e.tagName + ':' + (e.getAttribute('href') || '').replace(/^\\/(tai-ve).*/, '$1'); }"));
        }

        seen.ShouldContain("SUMMARY:");
        seen.ShouldContain("A:tai-ve", "the downloads are reached");

        await page.Locator(".card summary").First.ClickAsync();
        (await page.Locator(".card .explain").First.InnerTextAsync()).ShouldSatisfyAllConditions(
            t => t.ShouldContain("Tử số: Hồ sơ tiếp nhận trong kỳ qua kênh trực tuyến"), t => t.ShouldContain("Mẫu số: Hồ sơ tiếp nhận trong kỳ"),
            t => t.ShouldContain("Căn cứ: Biểu II.06a"));
        (await page.Locator("section[aria-labelledby=h-quality]").InnerTextAsync()).ShouldContain("tỷ lệ nằm giữa");

        foreach (var (format, begins) in new[] { ("xlsx", "PK"), ("docx", "PK"), ("csv", "\uFEFFperiod") })
        {
            using var client = new HttpClient();
            using var answer = await client.GetAsync(new Uri(web.Address, $"tai-ve?ky={PublishedCity.Period}&donVi=tnc-one-stop&dang={format}"));
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, format);
            answer.Content.Headers.ContentDisposition!.FileName!.ShouldContain("bao-cao-6-thang-dau-nam-2022-bo-phan-mot-cua-thanh-pho");
            System.Text.Encoding.UTF8.GetString((await answer.Content.ReadAsByteArrayAsync())[..12]).ShouldStartWith(begins[..2]);
        }

        using (var client = new HttpClient())
        {
            (await client.GetAsync(new Uri(web.Address, $"tai-ve?ky={PublishedCity.Period}&donVi=khong-co&dang=xlsx"))).StatusCode
                .ShouldBe(System.Net.HttpStatusCode.NotFound);
        }

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        (await page.Locator(".switches").IsVisibleAsync()).ShouldBeFalse();
        (await page.Locator(".downloads").IsVisibleAsync()).ShouldBeFalse();
        var tops = await page.EvaluateAsync<double[]>(
            "() => ['h-lead', 'h-rate', 'h-alert', 'h-all'].map(id => document.getElementById(id).getBoundingClientRect().top)");
        tops.ShouldBeInOrder(SortDirection.Ascending, "on paper the figures stand before the alerts");
        (await page.Locator("#h-all + p, details:has(#h-all) > p").First.IsVisibleAsync()).ShouldBeTrue("what a phone folds is printed");
        var pdf = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true }));
        System.Text.RegularExpressions.Regex.Count(pdf, @"/Type\s*/Page\b").ShouldBeInRange(2, 11, "no empty pages");
    }

    [ProgramFact("chromium")]
    public async Task Mails_fit_a_phone_and_a_desk_and_load_nothing()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var mails = await city.Smtp.MailsAsync();
        mails.Count.ShouldBeGreaterThan(2);
        foreach (var (width, mail) in new[] { 1280, 600, 390 }.SelectMany(w => mails.Select(m => (w, m))))
        {
            await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 844 } });
            var page = await context.NewPageAsync();
            var requests = new List<string>();
            page.Request += (_, request) => requests.Add(request.Url);
            await page.SetContentAsync(mail.Message.HtmlBody!);
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, $"{mail.To} at {width}");
            requests.Where(r => !r.StartsWith("cid:", StringComparison.Ordinal)).ShouldBeEmpty();
            (await page.Locator("body").InnerTextAsync()).ShouldContain(mail.Message.Subject!.Split(" (và ")[0]);
        }
    }

    [Fact]
    public async Task An_alert_closed_by_hand_stays_beside_the_card_with_who_when_and_why_and_one_of_another_unit_is_not_shown()
    {
        await using var web = await StartAsync();
        using var client = new HttpClient();
        var other = await client.GetStringAsync(new Uri(web.Address, "?donVi=tnc-phuong-1"));
        other.ShouldContain("Không có cảnh báo đang mở");
        System.Net.WebUtility.HtmlDecode(other).ShouldContain("đang chờ sửa");
        other.ShouldNotContain("thấp hơn mục tiêu minh họa 80%");
        await city.Pipeline.Get<Storage.Alerts.AlertStore>().ChangeAsync(
            PublishedCity.Period, "target|HS01|tnc-one-stop",
            a => Domain.Alerts.AlertLife.Resolve(a!, "Chánh Văn phòng", "đã họp giao ban", city.Pipeline.Time.GetUtcNow()), CancellationToken.None);
        var page = await client.GetStringAsync(new Uri(web.Address, "?donVi=tnc-one-stop"));
        page.ShouldContain("Đã được đóng bằng tay");
        page.ShouldContain("Chánh Văn phòng, đóng ngày ");
        page.ShouldContain("lý do: đã họp giao ban");
        page.ShouldNotContain("Không có cảnh báo đang mở");
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

        (await Should.ThrowAsync<Domain.Errors.PipelineException>(LocalWeb.StartAsync(city.Pipeline.Services,
            web.Address.Port))).Message.ShouldContain($"{web.Address.Port}");
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = ProgramFactAttribute.Find("chromium"),
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });

    private Task<LocalWeb> StartAsync() => LocalWeb.StartAsync(city.Pipeline.Services, 0);
}
