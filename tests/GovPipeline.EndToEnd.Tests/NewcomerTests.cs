using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using GovPipeline.Testing;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>What somebody does who has the README alone, and gets wrong: each mistake ends at once in one message with the remedy.</summary>
public sealed class NewcomerTests(PublishedCity city) : IClassFixture<PublishedCity>
{
    // A guard against what hangs; a command on this machine takes one or two seconds.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Each_mistake_ends_in_one_message_in_one_language_with_the_remedy_and_the_right_exit_code()
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-newcomer-").FullName;
        string In(string name, string content)
        {
            File.WriteAllText(Path.Combine(folder, name), content);
            return Path.Combine(folder, name);
        }

        var storage = new Dictionary<string, string>
        {
            ["Work"] = await Emulator.ConnectionStringAsync(city.Pipeline.Prefix), ["Published"] = await Emulator.ConnectionStringAsync(city.Pipeline.Prefix),
            ["Work__prefix"] = city.Pipeline.Prefix, ["Published__prefix"] = city.Pipeline.Prefix,
        };
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        var good = In("xuat.csv", Csv.Header + Csv.Dossier("000.01.13.H53-220301-0001", "01/03/2022"));
        (string What, string Arguments, int Code, string Says, (string Key, string Value)[] Environment)[] mistakes =
        [
            ("wrong unit", "report --period 2022-H1 --unit tnc-one-stopp", 2, "Ý bạn là 'tnc-one-stop'?", []),
            ("wrong period", "publish --period 13/2022", 2, "không phải một kỳ", []),
            ("wrong date", $"ingest \"{good}\" --source onestop-wards --date 31/02/2022", 2, "không phải một ngày", []),
            ("wrong file", $"ingest \"{In("anh.png", "\u0089PNG\r\n")}\" --source onestop-wards", 4, "GP2", []),
            ("mistyped file", $"ingest \"{Path.Combine(folder, "xaut.csv")}\" --source onestop-wards", 2, "ý bạn là 'xuat.csv'", []),
            ("wrong source", $"ingest \"{good}\" --source onestop-ward", 2, "Ý bạn là 'onestop-wards'?", []),
            ("busy port", $"run --port {((IPEndPoint)busy.LocalEndpoint).Port}", 2, "đang được dùng", []),
            ("no Node", $"status --data \"{Path.Combine(folder, "moi")}\"", 1, "GP403", [("PATH", "/nowhere"), ("Work", ""), ("Published", ""),
                ("Work__prefix", ""), ("Published__prefix", "")]),
            ("full disk", $"sources learn \"{good}\" --out /dev/full", 1, "GP405", []),
            ("wrong slip", "quarantine show nobody/123", 2, "GP801", []),
            ("an export in the place of a slip", $"quarantine replay \"{good}\" --source onestop-wards", 2, "không phải phiếu", []),
            ("a file in the place of a folder", $"report --period 2022-H1 --out \"{good}\"", 2, "cho tên một thư mục", []),
            ("old date", "alerts silence x/y --until 01/01/2020 --reason x", 2, "từ hôm nay", []),
            ("wrong alert", "alerts ack nd09-2022-H1/target|HS01|tnc", 2, "Ý bạn là", []),
            ("nobody assigned", "alerts assign x/y --due 31/12/2099 --to \" \"", 2, "chọn một ngày", []),
            ("nobody assigned by a day", $"alerts assign x/y --due {TimeProvider.System.GetUtcNow().AddDays(9):dd'/'MM'/'yyyy} --to \" \"", 2,
                "ghi một chức vụ", []),
            ("one source twice", $"init --folder \"{folder}\" --place x --address onestop-city=http://a --address onestop-city=http://b", 2, "một địa chỉ", []),
            ("a trial at an account", $"ingest \"{good}\" --source onestop-wards --dry-run", 2, "dữ liệu trên máy này", [("Work", ""), ("Work__prefix", "")]),
            ("demo beside real tables", "demo --exit", 2, "cấu hình của một nơi thật", [("Work", ""), ("Work__prefix", "")]),
            ("typo", "stauts", 2, "Ý bạn là 'status'?", []),
            ("typo before a file", $"ingset \"{good}\"", 2, "Ý bạn là 'ingest'?", []),
            ("wrong option", "status --jsn", 2, "Ý bạn là '--json'?", []),
            ("missing option", $"ingest \"{good}\"", 2, "Thiếu --source", []),
            ("wrong table", "tables halfyaer", 2, "Ý bạn là 'halfyear'?", []),
            ("no language of ours", "status --lang fr", 2, "--lang", []),
            ("an account without that of the tables", "status --storage kho-cua-toi", 2, "Published:accountName",
                [("Work", ""), ("Published", ""), ("Work__prefix", ""), ("Published__prefix", "")]),
            ("wrong setting", "status", 3, "GP901", [("Pipeline__Parallelism", "không")]),
            ("no network", "pull --source onestop-city --to 2022-06-14", 5, "GP101", [("Sources__onestop-city__BaseUrl", "http://127.0.0.1:9"),
                ("Secrets__OneStopCityKey", "x")]),
        ];
        foreach (var (what, arguments, code, says, environment) in mistakes.Where(m => !(m.What is "full disk" && !File.Exists("/dev/full"))))
        {
            var settings = new Dictionary<string, string>(storage);
            foreach (var (key, value) in environment)
            {
                settings[key] = value;
            }

            using var limit = new CancellationTokenSource(Longest);
            var result = await CliProcess.RunAsync(arguments, folder, settings).WaitAsync(limit.Token);
            var said = result.Output + result.Error;
            result.Code.ShouldBe(code, $"{what}: {said}");
            said.ShouldContain(says, customMessage: what);
            said.ShouldNotContain("   at ", customMessage: what);
            Regex.IsMatch(said, @"System\.\w+|Exception").ShouldBeFalse($"{what}: {said}");
            said.ShouldNotContain("Có: demo", customMessage: what);
            Regex.Count(result.Error, "^→ ", RegexOptions.Multiline).ShouldBeLessThanOrEqualTo(1, $"{what}: {said}");
            Regex.IsMatch(result.Error, @"\w / [a-z]").ShouldBeFalse($"{what}: one language: {said}");
        }

        var english = await CliProcess.RunAsync("report --period 2022-H1 --unit tnc-one-stopp --lang en", folder, storage);
        english.Error.ShouldContain("Did you mean 'tnc-one-stop'?");
        (await CliProcess.RunAsync("ingest --help", folder)).Output.ShouldContain("Nhận một tệp xuất");
        (await CliProcess.RunAsync("ingest --help --lang en", folder)).Output.ShouldContain("Take in one export");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Lists_are_read_by_programs_and_a_file_is_tried_before_it_is_taken_in()
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-lists-").FullName;
        var storage = new Dictionary<string, string>
        {
            ["Work"] = await Emulator.ConnectionStringAsync(city.Pipeline.Prefix), ["Published"] = await Emulator.ConnectionStringAsync(city.Pipeline.Prefix),
            ["Work__prefix"] = city.Pipeline.Prefix, ["Published__prefix"] = city.Pipeline.Prefix,
        };
        foreach (var list in (string[])["status", "sources list", "periods", "repairs", "quarantine list", "alerts list", "mails list", "queues list", "audit",
            "tables indicators --period 2022-H1"])
        {
            if (list is "status" or "periods" or "repairs") // all go the same way
            {
                var json = await CliProcess.RunAsync($"{list} --json", folder, storage);
                Should.NotThrow(() => System.Text.Json.JsonDocument.Parse(json.Output), list);
            }

            var csv = (await CliProcess.RunAsync($"{list} --csv", folder, storage)).Output;
            // Rates of a table have three digits behind their point.
            (!list.StartsWith("tables", StringComparison.Ordinal) && Regex.IsMatch(csv, @"(^|,)""?\d{1,3}([.,]\d{3})+""?(,|$)",
                RegexOptions.Multiline)).ShouldBeFalse($"no separators of thousands: {list}: {csv}");
            using var reader = Sylvan.Data.Csv.CsvDataReader.Create(new StringReader(csv));
            var columns = reader.FieldCount;
            while (reader.Read())
            {
                reader.RowFieldCount.ShouldBe(columns, list);
            }
        }

        storage["LANGUAGE"] = "vi_VN:en"; // a desktop's
        (await CliProcess.RunAsync("periods", folder, storage)).Output.ShouldContain("6 tháng đầu năm 2022");
        (await CliProcess.RunAsync("repairs", folder, storage)).Output.ShouldContain("Không có dòng nào", Case.Sensitive, "an empty list says so");
        (await CliProcess.RunAsync("tables indicators --period 2022-H1", folder, storage)).Output.ShouldContain("–");
        Directory.Delete(folder, recursive: true);
    }
}
