using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Data.Tables.Sas;
using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>
/// Reads the published tables as Power BI does: over HTTP, a partition a query, page by page, the columns that the query of
/// <c>infra/powerbi</c> names. What the semantic model computes from them is what the mail says.
/// </summary>
public sealed partial class PowerBiReadingTests(PublishedCity city) : IClassFixture<PublishedCity>
{
    private const int PageSize = 7;

    [Fact]
    public async Task What_Power_BI_adds_up_is_what_the_mail_says()
    {
        var (rows, pages) = await ReadAsync("halfyear", PublishedCity.Period);
        pages.ShouldBeGreaterThan(3, "the table end point answers in pages");
        bool IsTotal(Dictionary<string, object> row) => Equals(row["FieldKey"], "all") && Equals(row["IsRollup"], false);

        // Measures 'Tử số trực tuyến', 'Mẫu số trực tuyến' and 'Tỷ lệ trực tuyến' of the model.
        (long Up, long Down) Rate(Func<Dictionary<string, object>, bool> isAsked)
        {
            var asked = rows.Where(r => IsTotal(r) && isAsked(r)).ToList();
            return (asked.Sum(r => (long)r["OnlineNumerator"]), asked.Sum(r => (long)r["OnlineDenominator"]));
        }

        var office = Rate(r => Equals(r["UnitId"], "tnc-one-stop"));
        var all = Rate(_ => true);
        all.ShouldBe((8490, 11259));
        var mails = (await city.Smtp.MailsAsync()).Select(m => m.Message.TextBody ?? string.Empty).ToList();
        var said = string.Create(
            CultureInfo.GetCultureInfo("vi-VN"), $"{100m * office.Up / office.Down:0.0}% hồ sơ nộp trực tuyến ({office.Up:N0}/{office.Down:N0})");
        mails.ShouldContain(m => m.Contains(said, StringComparison.Ordinal), said);
        rows.Where(r => IsTotal(r) && (bool)r["HasOnlineRate"])
            .ShouldAllBe(r => (double)r["OnlineRate"] == (double)(long)r["OnlineNumerator"] / (long)r["OnlineDenominator"]);
    }

    [Fact]
    public async Task A_table_in_the_middle_of_being_published_is_told_from_one_that_is_whole()
    {
        var (datasets, _) = await ReadAsync("datasets", "all");
        foreach (var dataset in datasets)
        {
            var period = (string)dataset["Period"];
            var table = PeriodRow.TableOf(Enum.Parse<PeriodKind>((string)dataset["Kind"]));
            var rows = (await ReadAsync(table, period)).Rows;
            rows.Sum(r => (long)r["Checksum"]).ShouldBe((long)dataset["Checksum"], period);
            (await ReadAsync("indicators", period)).Rows.Sum(r => (long)r["Checksum"]).ShouldBe((long)dataset["IndicatorChecksum"], period);
            if (rows.Count > 0)
            {
                rows.Skip(1).Sum(r => (long)r["Checksum"]).ShouldNotBe((long)dataset["Checksum"], "a row of another publication is noticed");
            }
        }

        datasets.Count.ShouldBeGreaterThan(5);
    }

    /// <summary>The rows of a partition with the columns of the model's query, and how many pages they came in.</summary>
    private async Task<(IReadOnlyList<Dictionary<string, object>> Rows, int Pages)> ReadAsync(string table, string partition)
    {
        var account = city.Pipeline.Get<PublishedAccount>().Account.Table(table);
        var address = account.GenerateSasUri(TableSasPermissions.Read, TimeProvider.System.GetUtcNow().AddMinutes(10));
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Accept", "application/json;odata=minimalmetadata");
        client.DefaultRequestHeaders.Add("x-ms-version", "2019-02-02");
        var (rows, pages, next) = (new List<Dictionary<string, object>>(), 0, string.Empty);
        do
        {
            var query = $"{address}&$filter=PartitionKey%20eq%20'{partition}'&$top={PageSize}{next}";
            using var answer = await client.GetAsync(new Uri(query));
            answer.EnsureSuccessStatusCode();
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            rows.AddRange(body.RootElement.GetProperty("value").EnumerateArray().Select(e => Row(table, e)));
            string Header(string name) => answer.Headers.TryGetValues($"x-ms-continuation-{name}", out var values)
                ? $"&{name}={Uri.EscapeDataString(values.Single())}" : string.Empty;
            next = Header("NextPartitionKey") + Header("NextRowKey");
            pages++;
        }
        while (next.Length > 0);
        return (rows, pages);
    }

    private static Dictionary<string, object> Row(string table, JsonElement entity) => Columns(table).ToDictionary(c => c.Name, c =>
    {
        var value = entity.GetProperty(c.Name);
        return c.Type switch
        {
            "Int64.Type" => value.ValueKind == JsonValueKind.String ? long.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetInt64(),
            "type number" => value.GetDouble(),
            "type logical" => value.GetBoolean(),
            "type date" => DateOnly.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            _ => (object)value.GetString()!,
        };
    });

    private static IEnumerable<(string Name, string Type)> Columns(string table) => ColumnPattern()
        .Matches(File.ReadAllText(Path.Combine(
            Path.GetDirectoryName(Csv.Seeds)!, "infra", "powerbi", "GovPipeline.SemanticModel", "definition", "tables", $"{table}.tmdl")))
        .Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    [GeneratedRegex(@"\{""(\w+)"", (type \w+|Int64\.Type)\}")]
    private static partial Regex ColumnPattern();
}
