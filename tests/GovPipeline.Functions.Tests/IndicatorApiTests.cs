using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using GovPipeline.LocalHost;
using GovPipeline.Functions.Triggers;
using GovPipeline.Pipeline.Running;
using GovPipeline.Pipeline.Serving;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;
using Microsoft.AspNetCore.Http;

namespace GovPipeline.Functions.Tests;

/// <summary>What an operations centre asks, over real HTTP from the local host and by the trigger of the Functions app.</summary>
public sealed class IndicatorApiTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_operations_centre_reads_published_indicators_page_by_page_and_only_when_they_change()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022"), new(2022, 6, 14));
        await pipeline.DrainAsync();
        await using var web = await LocalWeb.StartAsync(pipeline.Services, 0);
        using var client = new HttpClient { BaseAddress = web.Address };

        using var first = await client.GetAsync("api/indicators?ky=nd09-2022-H1&kichThuoc=10");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        var (entries, links) = (new List<JsonElement>(), 0);
        for (string? at = "/api/indicators?ky=nd09-2022-H1&kichThuoc=10"; at is not null; links++)
        {
            using var page = await client.GetAsync(at);
            entries.AddRange(JsonDocument.Parse(await page.Content.ReadAsStringAsync()).RootElement.GetProperty("duLieu").EnumerateArray()
                .Select(e => e.Clone()));
            at = page.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        var rows = await pipeline.Get<PublishedTables>().ReadAsync<IndicatorRow>("indicators", "nd09-2022-H1", None);
        links.ShouldBe((rows.Count + 9) / 10);
        entries.Select(e => $"{e.GetProperty("donVi").GetString()}|{e.GetProperty("chiTieu").GetString()}")
            .ShouldBe(rows.Select(r => $"{r.UnitId}|{r.Indicator}"));
        (await pipeline.Get<AuditLog>().NewestAsync(100, None)).Where(n => n.Who == "127.0.0.1" && n.What == "api/indicators nd09-2022-H1")
            .Sum(n => n.Count).ShouldBe(rows.Count + 10, "the first page was asked for twice");
        var ward = entries.Single(e => e.GetProperty("donVi").GetString() == "tnc-phuong-1" && e.GetProperty("chiTieu").GetString() == "HS01");
        (ward.GetProperty("tuSo").GetDouble(), ward.GetProperty("mauSo").GetDouble(), ward.GetProperty("tyLe").GetDouble()).ShouldBe((1, 1, 1));
        ward.GetProperty("ky").GetProperty("den").GetString().ShouldBe("2022-06-14");
        entries.ShouldContain(e => e.GetProperty("tyLe").ValueKind == JsonValueKind.Null, "nothing known is null, not 0");

        using var again = new HttpRequestMessage(HttpMethod.Get, "api/indicators?ky=nd09-2022-H1&kichThuoc=10");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await client.SendAsync(again);
        (unchanged.StatusCode, await unchanged.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.NotModified, string.Empty));
        await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220601-0002", "01/06/2022", channel: "Trực tiếp"), new(2022, 6, 15));
        await pipeline.DrainAsync();
        using var changed = await client.GetAsync("api/indicators?ky=nd09-2022-H1&donVi=tnc-phuong-1&chiTieu=HS01&chiTieu=HS04");
        changed.Headers.ETag.ShouldNotBe(first.Headers.ETag);
        var filtered = JsonDocument.Parse(await changed.Content.ReadAsStringAsync()).RootElement;
        (filtered.GetProperty("tongSo").GetInt32(), filtered.GetProperty("duLieu")[0].GetProperty("tyLe").GetDouble()).ShouldBe((2, 0.5));
        JsonDocument.Parse(await client.GetStringAsync("api/indicators")).RootElement.GetProperty("ky").GetString()
            .ShouldBe("nd09-2022-H2", "the newest official half-year that is published");
    }

    [Theory]
    [InlineData("api/indicators?kyy=1", 400)]
    [InlineData("api/indicators?ky=2022", 400)]
    [InlineData("api/indicators?trang=0", 400)]
    [InlineData("api/indicators?kichThuoc=501", 400)]
    [InlineData("api/indicators?ky=nd09-2001-H1", 404)]
    [InlineData("api/indicators", 404)]
    public async Task A_wrong_question_is_told_what_is_wrong_in_both_languages(string question, int status)
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await using var web = await LocalWeb.StartAsync(pipeline.Services, 0);
        using var client = new HttpClient { BaseAddress = web.Address };
        using var answer = await client.GetAsync(question);
        ((int)answer.StatusCode).ShouldBe(status);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        body.GetProperty("loi").GetString().ShouldNotBeNullOrEmpty();
        body.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_OpenAPI_document_names_every_parameter_and_property_that_there_is()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var api = pipeline.Get<IndicatorApi>();
        var document = JsonDocument.Parse(api.OpenApi().Json).RootElement;
        var schemas = document.GetProperty("components").GetProperty("schemas");
        string[] Names(string schema) => [.. schemas.GetProperty(schema).GetProperty("properties").EnumerateObject().Select(p => p.Name)];
        string[] Properties(Type type) => [.. type.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))];
        Names("ChiTieu").ShouldBe(Properties(typeof(IndicatorEntry)), ignoreOrder: true);
        Names("Ky").ShouldBe(Properties(typeof(IndicatorEntry.Period)), ignoreOrder: true);

        var parameters = document.GetProperty("paths").GetProperty("/api/indicators").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!).ToList();
        var unknown = await api.GetAsync(new Dictionary<string, IReadOnlyList<string>> { ["x"] = ["1"] }, null, "x", None);
        JsonDocument.Parse(unknown.Json).RootElement.GetProperty("error").GetString()
            .ShouldBe($"There is no parameter 'x'; parameters are {string.Join(", ", parameters)}.");
    }

    [Fact]
    public async Task The_trigger_of_the_Functions_app_gives_the_same_answer()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var http = new Http(
            pipeline.Get<Health>(), pipeline.Get<IndicatorApi>(), pipeline.Get<AcknowledgePage>(), pipeline.Get<DashboardPage>(), pipeline.Get<ExplainPage>());
        var context = new DefaultHttpContext { Request = { QueryString = new("?ky=nd09-2001-H1&code=khoa") } };
        (await http.Indicators(context.Request, None)).ShouldBeAssignableTo<IStatusCodeHttpResult>()!.StatusCode.ShouldBe(404);
        (await http.OpenApi(context.Request, None)).ShouldBeAssignableTo<IStatusCodeHttpResult>()!.StatusCode.ShouldBe(200);
    }

    [Fact]
    public async Task Who_asks_without_end_is_told_to_wait_and_every_answer_says_that_it_is_what_it_says()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        await using var web = await LocalWeb.StartAsync(pipeline.Services, 0);
        using var client = new HttpClient { BaseAddress = web.Address };
        using var page = await client.GetAsync("api/openapi.json");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i <= LocalWeb.MostRequests; i++)
        {
            using var answer = await client.GetAsync("api/openapi.json");
            answers.Add(answer.StatusCode);
        }

        answers.ShouldContain(HttpStatusCode.TooManyRequests);
        answers.Count(a => a == HttpStatusCode.OK).ShouldBeGreaterThan(LocalWeb.MostRequests / 2);
    }
}
