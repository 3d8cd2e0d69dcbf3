using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Pulling;
using Microsoft.AspNetCore.Http;

namespace GovPipeline.Sources.Tests;

public sealed class PullTests
{
    private const string Header = "a,b\n";

    [Fact]
    public async Task Pages_by_link_become_one_file_with_one_header()
    {
        await using var source = await FaultySource.StartAsync(async http =>
        {
            var page = int.Parse(http.Request.Query["p"].FirstOrDefault() ?? "1", System.Globalization.CultureInfo.InvariantCulture);
            if (page < 3)
            {
                http.Response.Headers.Link = $"</data?p={page + 1}>; rel=\"next\", </data?p=1>; rel=\"first\"";
            }

            await Text(http, (page == 2 ? "\uFEFF" : "") + Header.Replace("\n", page == 3 ? "\r\n" : "\n", StringComparison.Ordinal) + $"{page},\"x\ny\""
                + (page == 1 ? "" : "\n"));
        });
        var (result, content) = await source.PullAsync(FaultySource.Definition(new() { Type = PagingKind.Link }));
        content.ShouldBe("a,b\n1,\"x\ny\"\n2,\"x\ny\"\n3,\"x\ny\"\n");
        (result.Outcome, result.Rows, result.Pages).ShouldBe((PullOutcome.Landed, 3, 3));
        source.Requests[0].ShouldBe("/data?from=2022-06-01&to=2022-06-14");
    }

    [Fact]
    public async Task Numbered_pages_end_at_the_first_without_rows()
    {
        await using var source = await FaultySource.StartAsync(http => Text(http, http.Request.Query["page"] == "3" ? Header : Header + "1,2\n3,4\n"));
        var (result, _) = await source.PullAsync(FaultySource.Definition(new() { Type = PagingKind.Page, SizeParameter = "size", Size = 2 }));
        (result.Rows, result.Pages).ShouldBe((4, 3));
        source.Requests[1].ShouldContain("size=2&page=2");
    }

    [Fact]
    public async Task Pages_of_JSON_become_one_file_that_is_read_as_all_of_them()
    {
        var pages = File.ReadAllText(Path.Combine(CorpusTests.Folder, "igate-pages.json")).Split('\n');
        var halves = 1;
        await using var source = await FaultySource.StartAsync(http => Text(http, http.Request.Query["page"].ToString() switch
        {
            "1" => pages[0],
            "2" when halves-- > 0 => pages[1][..^20],
            "2" => pages[1],
            _ => "{\"content\": [], \"totalElements\": 3}",
        }));
        var definition = FaultySource.Definition(new() { Type = PagingKind.Page });
        var (result, content) = await source.PullAsync(definition with { Pull = definition.Pull! with { Content = PullContent.Json } });
        (result.Outcome, result.Rows, result.Pages).ShouldBe((PullOutcome.Landed, 3, 3));
        source.Requests.Count.ShouldBe(4, "half a page was asked for again");
        CorpusTests.Lines(Reading.Of(content, definition: CorpusTests.Definition("igate"))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_workbook_is_pulled_as_it_is_and_a_page_to_log_in_is_no_JSON()
    {
        var workbook = File.ReadAllBytes(Path.Combine(CorpusTests.Folder, "plain-shared-strings.xlsx"));
        await using var source = await FaultySource.StartAsync(async http =>
        {
            http.Response.ContentLength = workbook.Length;
            await http.Response.Body.WriteAsync(workbook);
        });
        var definition = FaultySource.Definition();
        var (result, _) = await source.PullAsync(definition with { Pull = definition.Pull! with { Content = PullContent.File } });
        (result.Outcome, result.Bytes).ShouldBe((PullOutcome.Landed, workbook.Length));
        source.Answer = http => Text(http, "<html>Đăng nhập</html>");
        await FailsAsync(source, "GP105", definition with { Pull = definition.Pull! with { Content = PullContent.Json } });
    }

    [Fact]
    public async Task A_cursor_is_followed_and_a_cursor_that_goes_round_is_an_error()
    {
        await using var source = await FaultySource.StartAsync(http =>
        {
            if (http.Request.Query["cursor"] != "z")
            {
                http.Response.Headers["X-Next-Cursor"] = http.Request.Query["cursor"] == "a b" ? "z" : "a b";
            }

            return Text(http, Header + "1,2\n");
        });
        (await source.PullAsync(FaultySource.Definition(new() { Type = PagingKind.Cursor }))).Result.Rows.ShouldBe(3);
        source.Answer = http =>
        {
            http.Response.Headers["X-Next-Cursor"] = "same";
            return Text(http, Header + "1,2\n");
        };
        await FailsAsync(source, "GP108", FaultySource.Definition(new() { Type = PagingKind.Cursor }));
    }

    [Fact]
    public async Task A_link_to_another_host_is_not_followed_with_our_key()
    {
        await using var source = await FaultySource.StartAsync(http =>
        {
            http.Response.Headers.Link = "<http://elsewhere.example/data>; rel=\"next\"";
            return Text(http, Header + "1,2\n");
        });
        await FailsAsync(source, "GP108", FaultySource.Definition(new() { Type = PagingKind.Link }));
    }

    [Fact]
    public async Task Gzip_is_taken_and_half_of_it_is_an_error()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(1, 5000).Select(i => $"{i},{i * 7919}\n"))));
        }

        var length = (int)packed.Length;
        await using var source = await FaultySource.StartAsync(async http =>
        {
            http.Request.Headers.AcceptEncoding.ToString().ShouldContain("gzip");
            http.Response.Headers.ContentEncoding = "gzip";
            http.Response.ContentLength = length;
            await http.Response.Body.WriteAsync(packed.ToArray().AsMemory(0, length));
        });
        (await source.PullAsync(FaultySource.Definition())).Result.Rows.ShouldBe(5000);
        length /= 2;
        await FailsAsync(source, "GP104", FaultySource.Definition(retries: 0));
    }

    [Theory]
    [InlineData("length")]
    [InlineData("chunks")]
    public async Task Half_a_body_is_an_error_and_is_tried_again_without_keeping_the_half(string how)
    {
        var tries = 0;
        await using var source = await FaultySource.StartAsync(async http =>
        {
            if (++tries < 3)
            {
                http.Response.ContentLength = how == "length" ? 1000 : null;
                await Text(http, Header + "1,2\n3,");
                await http.Response.Body.FlushAsync();
                http.Abort();
                return;
            }

            await Text(http, Header + "1,2\n3,4\n");
        });
        (await source.PullAsync(FaultySource.Definition())).Content.ShouldBe(Header + "1,2\n3,4\n");
        tries = -100;

        // Whether the headers came before the line broke is chance; either way there is no export.
        (await Should.ThrowAsync<PipelineException>(() => source.PullAsync(FaultySource.Definition(retries: 1)))).Code.ShouldBeOneOf("GP101", "GP104");
    }

    [Fact]
    public async Task Fewer_rows_than_announced_are_an_error()
    {
        await using var source = await FaultySource.StartAsync(http =>
        {
            http.Response.Headers["X-Total"] = "3";
            return Text(http, Header + "1,2\n3,4\n");
        });
        await FailsAsync(source, "GP104", FaultySource.Definition(total: "X-Total", retries: 0));
    }

    [Theory]
    [InlineData("", "text/csv", "GP103")]
    [InlineData(" \n\n", "text/csv", "GP103")]
    [InlineData("<!DOCTYPE html><html></html>", "text/csv", "GP105")]
    [InlineData("a,b\n1,2\n", "text/html", "GP105")]
    [InlineData("{\"error\":\"x\"}", "application/json", "GP105")]
    public async Task What_is_no_data_is_an_error_and_never_an_export(string body, string type, string code)
    {
        await using var source = await FaultySource.StartAsync(http => Text(http, body, type));
        await FailsAsync(source, code, FaultySource.Definition());
    }

    [Fact]
    public async Task A_header_without_rows_is_a_quiet_night()
    {
        await using var source = await FaultySource.StartAsync(http => Text(http, Header));
        (await source.PullAsync(FaultySource.Definition())).Result.Outcome.ShouldBe(PullOutcome.NoRows);
    }

    [Fact]
    public async Task A_failing_source_is_tried_again_and_Retry_After_is_honoured()
    {
        var tries = 0;
        await using var source = await FaultySource.StartAsync(http =>
        {
            if (++tries < 3)
            {
                http.Response.StatusCode = tries == 1 ? 500 : 429;
                http.Response.Headers.RetryAfter = tries == 2 ? "1" : default;
                return Task.CompletedTask;
            }

            return Text(http, Header + "1,2\n");
        });
        var clock = Stopwatch.StartNew();
        (await source.PullAsync(FaultySource.Definition())).Result.Rows.ShouldBe(1);
        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(0.95));
        tries.ShouldBe(3);
        source.Answer = http => Status(http, 500);
        await FailsAsync(source, "GP102", FaultySource.Definition());
        source.Answer = http => Status(http, 403);
        source.Requests.Clear();
        await FailsAsync(source, "GP102", FaultySource.Definition());
        source.Requests.Count.ShouldBe(1, "what is forbidden is not asked again");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_within_the_time_out_is_an_error(bool afterHeaders)
    {
        await using var source = await FaultySource.StartAsync(async http =>
        {
            if (afterHeaders)
            {
                http.Response.ContentLength = 100;
                await Text(http, Header);
                await http.Response.Body.FlushAsync();
            }

            await Task.Delay(TimeSpan.FromSeconds(10), http.RequestAborted);
        });
        await FailsAsync(source, "GP106", FaultySource.Definition(timeout: 1, retries: 0));
    }

    [Fact]
    public async Task A_source_that_keeps_failing_is_left_alone_for_a_while()
    {
        await using var source = await FaultySource.StartAsync(http => Status(http, 503));
        var definition = FaultySource.Definition(retries: 0, breakAfter: 2);
        await FailsAsync(source, "GP102", definition);
        await FailsAsync(source, "GP102", definition);
        await FailsAsync(source, "GP107", definition);
        source.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        await using var source = await FaultySource.StartAsync(http =>
        {
            if (http.Request.Headers.IfNoneMatch == "\"v1\"")
            {
                return Status(http, 304);
            }

            http.Response.Headers.ETag = "\"v1\"";
            return Text(http, Header + "1,2\n");
        });
        var first = await source.PullAsync(FaultySource.Definition());
        first.Result.ETag.ShouldBe("\"v1\"");
        (await source.PullAsync(FaultySource.Definition(), first.Result.ETag)).Result.Outcome.ShouldBe(PullOutcome.Unchanged);
    }

    [Fact]
    public async Task Keys_passwords_and_tokens_open_a_source_and_an_old_token_is_renewed_once()
    {
        await using var source = await FaultySource.StartAsync(http => Status(http, 401));
        source.Answer = http => http.Request.Headers["X-Key"] == "bí mật-K" ? Text(http, Header + "1,2\n") : Status(http, 401);
        await FailsAsync(source, "GP102", FaultySource.Definition());
        source.Answer = http => http.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("u:bí mật-K"))
            ? Text(http, Header + "1,2\n") : Status(http, 401);
        (await source.PullAsync(FaultySource.Definition(auth: new() { Type = AuthKind.Basic, User = "u", Secret = "K" }))).Result.Rows.ShouldBe(1);

        var issued = 0;
        source.Answer = async http =>
        {
            if (http.Request.Path == "/token")
            {
                var form = await http.Request.ReadFormAsync();
                form["grant_type"].ToString().ShouldBe("client_credentials");
                form["scope"].ToString().ShouldBe("s");
                await Text(http, $$"""{"access_token":"t{{++issued}}","expires_in":3600}""", "application/json");
                return;
            }

            await (http.Request.Headers.Authorization == "Bearer t2" ? Text(http, Header + "1,2\n") : Status(http, 401));
        };
        var oauth = FaultySource.Definition(auth: new() { Type = AuthKind.OAuth2, User = "u", Secret = "K", TokenUrl = "/token", Scope = "s" });
        (await source.PullAsync(oauth)).Result.Rows.ShouldBe(1);
        (await source.PullAsync(oauth)).Result.Rows.ShouldBe(1);
        issued.ShouldBe(2, "a token is kept");
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_our_key()
    {
        await using var source = await FaultySource.StartAsync(http => Status(http, 302));
        await FailsAsync(source, "GP102", FaultySource.Definition(retries: 0));
    }

    [Fact]
    public async Task A_source_that_hangs_up_is_unreachable()
    {
        await using var source = await FaultySource.StartAsync(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        await FailsAsync(source, "GP101", FaultySource.Definition(retries: 0));
    }

    [Theory]
    [InlineData(PullContent.Csv)]
    [InlineData(PullContent.Json)]
    [InlineData(PullContent.File)]
    public async Task An_answer_that_does_not_end_is_ended_at_the_limit(PullContent content)
    {
        await using var source = await FaultySource.StartAsync(async http =>
        {
            http.Response.ContentType = "application/octet-stream";
            var block = Encoding.UTF8.GetBytes(new string('1', 64 * 1024));
            await http.Response.WriteAsync(content == PullContent.Json ? "[" : "a\n");
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(block, http.RequestAborted);
            }
        });
        var definition = FaultySource.Definition(retries: 0, timeout: 60);
        definition = definition with { Limits = new() { MaxBytes = 8 << 20 }, Pull = definition.Pull! with { Content = content } };
        await FailsAsync(source, "GP111", definition);
    }

    [Theory]
    [InlineData("text/html", "<html>Đăng nhập</html>")]
    [InlineData("application/json", "{}")]
    [InlineData("application/json", "")]
    public async Task A_token_that_is_none_is_one_clear_error(string type, string body)
    {
        await using var source = await FaultySource.StartAsync(http => Text(http, body.Length == 0 ? new string('[', 400_000) : body, type));
        await FailsAsync(source, "GP105", FaultySource.Definition(
            auth: new() { Type = AuthKind.OAuth2, User = "u", Secret = "K", TokenUrl = "/token" }, retries: 0));
    }

    private static async Task FailsAsync(FaultySource source, string code, SourceDefinition definition)
    {
        var error = await Should.ThrowAsync<PipelineException>(() => source.PullAsync(definition));
        error.Code.ShouldBe(code, error.Message);
        error.Vi.ShouldContain("test");
    }

    private static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task Text(HttpContext http, string text, string type = "text/csv")
    {
        http.Response.ContentType = type;
        return http.Response.WriteAsync(text, Encoding.UTF8);
    }
}
