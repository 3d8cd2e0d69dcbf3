using GovPipeline.Pipeline.Configuration;
using System.Text.Json;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>The README's main command and what a user does after it, as processes of their own.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_ends_with_the_published_figures_and_a_second_run_changes_and_sends_nothing()
    {
        var data = Directory.CreateTempSubdirectory("govpipeline-demo-").FullName;
        var first = await CliProcess.RunAsync($"demo --exit --all --data \"{data}\"");
        first.Code.ShouldBe(0, first.Output + first.Error);
        foreach (var figure in (string[])["3.322", "2.135", "64,27%", "7.937", "6.355", "80,07%", "11.259", "8.490", "75,41%",
            "Thư gửi lần này: 7", "Cân đối dòng: đúng ở mọi tệp", "PM04", "Một cửa điện tử,", "bao-cao-6-thang-dau-nam-2022-toan-thanh-pho-tay-ninh-nd09.xlsx",
            "Bảng điều hành: ", "Cố ý trong dữ liệu mẫu", "Tổ công nghệ số cộng đồng' gửi trễ", "✓ onestop-city"])
        {
            first.Output.ShouldContain(figure);
        }

        foreach (var recipient in (string[])["chutich@", "chanhvanphong@", "motcua@"])
        {
            first.Output.Split($"→ {recipient}").Length.ShouldBe(recipient == "motcua@" ? 2 : 3, "one alert mail a recipient, and the report to leaders");
        }

        first.Output.ShouldContain("trễ số liệu, mới có đến tháng 4/2022", customMessage: "what comes by the month is late by months");
        first.Output.ShouldNotContain(" / ", customMessage: "one language on a screen");
        first.Output.TrimEnd().Split('\n')[^1].ShouldContain("Bảng số liệu", customMessage: "addresses stand last");

        // What comes now joins a running emulator, as commands beside `run` do.
        await using (await Emulation.StorageEmulator.OpenAsync(data, _ => { }, CancellationToken.None))
        {
            await LookAsync(data);
            await DoubtAsync(data);
            await OperateAsync(data);
        }

        Directory.Delete(data, recursive: true);
    }

    /// <summary>What the README's section for a delegate's question says to do, with the number of the article.</summary>
    private static async Task DoubtAsync(string data)
    {
        var explained = await CliProcess.RunAsync($"explain halfyear nd09-2022-H1 tnc-one-stop --column OnlineRate --data \"{data}\"");
        explained.Code.ShouldBe(0, explained.Error);
        foreach (var text in (string[])["64,27%", "Các số hạng cộng lại đúng bằng số đã công bố", "Biểu II.06a", "dòng bị cách ly đang chờ sửa",
            "hệ thống tự kéo",
            "Trực tuyến toàn trình", "3.322", "2.135"])
        {
            explained.Output.ShouldContain(text);
        }

        explained.Output.ShouldContain("6/2022");
        System.Text.RegularExpressions.Regex.IsMatch(explained.Output, "(?<!/)12/2021")
            .ShouldBeFalse("months are those of the period's calendar, as on the page: December's last half is January's");
        var code = System.Text.RegularExpressions.Regex.Match(explained.Output, "mã tra cứu ([0-9A-Z]{4}-[0-9A-Z]{4})").Groups[1].Value;
        var cells = (await CliProcess.RunAsync($"explain --code {code} --csv --data \"{data}\"")).Output;
        cells.ShouldContain("Trực tuyến toàn trình,1360");
        (await CliProcess.RunAsync($"explain --code {code} --lang en --data \"{data}\"")).Output.ShouldContain("64.27%");
        var sheet = Path.Combine(data, "rows.xlsx");
        const string Rows = "explain halfyear nd09-2022-H1 tnc-one-stop --column ReceivedOnline --rows";
        (await CliProcess.RunAsync($"{Rows} --data \"{data}\"")).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(2), r => r.Error.ShouldContain("--why"));
        (await CliProcess.RunAsync($"{Rows} --why HĐND --xlsx \"{sheet}\" --data \"{data}\"")).Output.ShouldContain("H53-");
        File.Exists(sheet).ShouldBeTrue();
        (await CliProcess.RunAsync($"audit --data \"{data}\"")).Output.ShouldContain("HĐND");
        var report = Directory.GetFiles(Path.Combine(data, "reports"), "*.xlsx")[0];
        (await CliProcess.RunAsync($"verify --workbook \"{report}\" --data \"{data}\"")).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(0, r.Error), r => r.Error.ShouldContain("ĐÚNG"));
        (await CliProcess.RunAsync($"verify --period nd09-2022-H1 --data \"{data}\"")).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(0, r.Output + r.Error), r => r.Error.ShouldContain("KHỚP"));
    }

    /// <summary>The tables of the demo, and a second run that changes and sends nothing.</summary>
    private static async Task LookAsync(string data)
    {
        var (half, calendar) = (await RowsAsync(data, "halfyear", "nd09-2022-H1"), await RowsAsync(data, "halfyear", "cal-2022-H1"));
        var indicators = await RowsAsync(data, "indicators", "nd09-2022-H1");
        var city = half.Single(r => r.GetProperty("RowKey").GetString() == "tnc-one-stop|all");
        (city.GetProperty("Received").GetInt64(), city.GetProperty("ReceivedOnline").GetInt64(), city.GetProperty("Status").GetString())
            .ShouldBe((3322, 2135, "Below"));
        calendar.Single(r => r.GetProperty("RowKey").GetString() == "tnc-one-stop|all").GetProperty("Received").GetInt64().ShouldBeLessThan(3322);
        var systems = ReferenceData.Load(ReferenceData.FindFolder(null)).Indicators;
        indicators.Select(r => r.GetProperty("Indicator").GetString()).Distinct().ShouldBe(systems.Select(i => i.Id), ignoreOrder: true);
        var ofCity = indicators.Where(r => r.GetProperty("UnitId").GetString() == "area:tay-ninh-city");
        ofCity.Where(r => !r.GetProperty("HasData").GetBoolean()).Select(r => r.GetProperty("Indicator").GetString())
            .ShouldBe(["TK03"], "there were no accounts before the half-year to grow from");

        var second = await CliProcess.RunAsync($"demo --exit --data \"{data}\"");
        second.Code.ShouldBe(0, second.Error);
        second.Output.ShouldContain("Thư gửi lần này: 0");
        (await RowsAsync(data, "halfyear", "nd09-2022-H1")).Select(r => r.ToString()).ShouldBe(half.Select(r => r.ToString()));

        var status = await CliProcess.RunAsync($"status --data \"{data}\"");
        status.Output.ShouldContain("14/06/2022");
        var doctor = await CliProcess.RunAsync($"doctor --data \"{data}\"");
        (doctor.Code, doctor.Output.Contains("OneStopCityKey", StringComparison.Ordinal)).ShouldBe((3, true), doctor.Output);
    }

    /// <summary>What an operator does the morning after.</summary>
    private static async Task OperateAsync(string data)
    {
        const string Alert = "nd09-2022-H1/target|HS01|tnc-one-stop";
        (await CliProcess.RunAsync($"alerts list --data \"{data}\"")).Output.ShouldContain(Alert);
        (await CliProcess.RunAsync($"alerts ack \"{Alert}\" --reason \"đã giao\" --data \"{data}\"")).Output.ShouldContain("đã biết");
        var until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        (await CliProcess.RunAsync($"alerts silence \"{Alert}\" --until 01/01/2022 --reason \"x\" --data \"{data}\""))
            .ShouldSatisfyAllConditions(r => r.Code.ShouldBe(2), r => r.Error.ShouldContain("từ hôm nay"));
        (await CliProcess.RunAsync($"alerts silence \"{Alert}\" --until {until} --reason \"đang nâng cấp\" --data \"{data}\"")).Output.ShouldContain(
            "tạm im");
        var listed = JsonDocument.Parse((await CliProcess.RunAsync($"alerts list --json --data \"{data}\"")).Output).RootElement[0];
        listed.GetProperty("Steps").EnumerateArray().Select(s => s.GetProperty("What").GetString()).ShouldBe(["raised", "acknowledged", "silenced"]);
        (await CliProcess.RunAsync($"alerts resolve \"{Alert}\" --reason \"đã xong\" --data \"{data}\"")).Output.ShouldContain("đã hết");
        (await CliProcess.RunAsync($"alerts ack nothing/x --data \"{data}\""))
            .ShouldSatisfyAllConditions(r => r.Code.ShouldBe(2), r => r.Error.ShouldContain("GP801"));
        (await CliProcess.RunAsync($"alerts test --to stranger@example.vn --data \"{data}\""))
            .ShouldSatisfyAllConditions(r => r.Code.ShouldBe(2), r => r.Error.ShouldContain("Alerts:TestRecipients"));
        var mails = JsonDocument.Parse((await CliProcess.RunAsync($"mails list --json --data \"{data}\"")).Output).RootElement;
        var id = mails.EnumerateArray().First(m => m.GetProperty("Recipient").GetString() == "motcua@tayninh.example").GetProperty("Id").GetString();
        (await CliProcess.RunAsync($"mails show {id} --data \"{data}\"")).Output.ShouldContain("2.135/3.322");
        var reports = Path.Combine(data, "more");
        (await CliProcess.RunAsync($"report --period nd09-2022-H1 --unit tnc-phuong-1 --format xlsx --out \"{reports}\" --data \"{data}\""))
            .ShouldSatisfyAllConditions(r => r.Code.ShouldBe(0), r => r.Error.ShouldNotContain("Chưa nên ký"));
        File.Exists(Path.Combine(reports, "bao-cao-6-thang-dau-nam-2022-phuong-1-nd09.xlsx")).ShouldBeTrue();
        (await CliProcess.RunAsync($"report --period nd09-2022-9M --format csv --out \"{reports}\" --data \"{data}\""))
            .ShouldSatisfyAllConditions(r => r.Code.ShouldBe(0), r => r.Error.ShouldContain("Chưa nên ký"), r => r.Error.ShouldContain("CHƯA ĐẦY ĐỦ"));
        (await CliProcess.RunAsync($"report --period nd09-1999-H1 --data \"{data}\""))
            .ShouldSatisfyAllConditions(r => r.Code.ShouldBe(2), r => r.Error.ShouldContain("kỳ đã công bố"));
    }

    private static async Task<List<JsonElement>> RowsAsync(string data, string table, string period)
    {
        var printed = await CliProcess.RunAsync($"tables {table} --period {period} --json --data \"{data}\"");
        printed.Code.ShouldBe(0, printed.Error);
        return [.. JsonDocument.Parse(printed.Output).RootElement.EnumerateArray()];
    }
}
