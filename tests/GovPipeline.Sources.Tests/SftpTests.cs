using System.Text;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Pulling;
using Xunit.Abstractions;

namespace GovPipeline.Sources.Tests;

public sealed class SftpTests(ITestOutputHelper output)
{
    private static readonly DateOnly Day = new(2022, 6, 14);

    [Fact]
    public async Task A_file_is_fetched_from_a_server_with_the_pinned_key_and_only_from_that()
    {
        if (!SshServer.IsInstalled)
        {
            output.WriteLine("SKIPPED: no OpenSSH server on this machine (Debian package openssh-server).");
            return;
        }

        using var server = await SshServer.StartAsync();
        var csv = "a;b\n" + string.Concat(Enumerable.Repeat("1;2\n", 50_000));
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "ho-so-2022-06-14.csv"), csv);
        var definition = Definition(server, server.HostKey);

        var (result, content) = await PullAsync(server, definition);
        content.ShouldBe(csv);
        (result.Outcome, result.Rows, result.Bytes).ShouldBe((PullOutcome.Landed, 50_000, csv.Length));
        (await PullAsync(server, definition, result)).Result.Outcome.ShouldBe(PullOutcome.Unchanged);
        await File.AppendAllTextAsync(Path.Combine(server.Folder, "ho-so-2022-06-14.csv"), "3;4\n");
        (await PullAsync(server, definition, result)).Result.Rows.ShouldBe(50_001);

        var other = Convert.ToBase64String(new byte[32]).TrimEnd('=');
        (await FailsAsync(server, Definition(server, "SHA256:" + other))).ShouldSatisfyAllConditions(
            e => e.Code.ShouldBe("GP109"), e => e.Message.ShouldContain(server.HostKey));
        (await FailsAsync(server, definition with { Pull = definition.Pull! with { Path = server.Folder + "/none-{to}.csv" } })).Code.ShouldBe("GP110");
        (await FailsAsync(server, definition with { Pull = definition.Pull! with { Auth = definition.Pull.Auth with { User = "nobody" } } })).Code.ShouldBe(
            "GP102");
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "ho-so-2022-06-14.csv"), string.Empty);
        (await FailsAsync(server, definition)).Code.ShouldBe("GP103");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_to_be_unreachable()
    {
        var definition = Definition(null, "SHA256:" + new string('a', 43));
        (await Should.ThrowAsync<PipelineException>(() => new SftpPuller(new Settings("sftp://127.0.0.1:1", TestKey)).PullAsync(
            new(definition, Day, Day, null, null), new Target(), CancellationToken.None))).Code.ShouldBe("GP101");
    }

    [Theory]
    [InlineData("""{ "baseUrl": "sftp://x", "path": "a", "auth": { "type": "privateKey", "user": "u", "secret": "S" } }""", "hostKey")]
    [InlineData("""{ "baseUrl": "sftp://x", "path": "a", "hostKey": "SHA256:kurz", "auth": { "type": "basic", "user": "u", "secret": "S" } }""", "hostKey")]
    [InlineData("""{ "baseUrl": "https://x", "path": "a", "auth": { "type": "privateKey", "user": "u", "secret": "S" } }""", "sftp")]
    public void A_definition_without_a_pinned_key_is_refused(string pull, string named)
    {
        var mistakes = new List<Bilingual>();
        var json = $$"""{ "id": "sftp-x", "nameVi": "x", "nameEn": "x", "kind": "dossiers", "defaultUnit": "tnc-one-stop", "pull": {{pull}} }""";
        SourceCatalogue.Read("x.json", json, Reading.Units, mistakes).ShouldBeNull();
        mistakes.ShouldContain(m => m.En.Contains(named));
    }

    private static SourceDefinition Definition(SshServer? server, string hostKey) => FaultySource.Definition() with
    {
        Pull = new()
        {
            BaseUrl = "sftp://replaced", Path = (server?.Folder ?? "/tmp") + "/ho-so-{to}.csv", HostKey = hostKey, Retries = 1, RetryDelayMilliseconds = 5,
            Auth = new() { Type = AuthKind.PrivateKey, User = Environment.UserName, Secret = "Key" },
        },
    };

    private static async Task<(PullResult Result, string Content)> PullAsync(SshServer server, SourceDefinition definition, PullResult? known = null)
    {
        var target = new Target();
        var result = await new SftpPuller(new Settings(server.Address, server.UserKey))
            .PullAsync(new(definition, Day, Day, known?.Url, known?.ETag), target, CancellationToken.None);
        return (result, Encoding.UTF8.GetString(target.Stream.ToArray()));
    }

    private static Task<PipelineException> FailsAsync(SshServer server, SourceDefinition definition) =>
        Should.ThrowAsync<PipelineException>(() => PullAsync(server, definition));

    private static string TestKey
    {
        get
        {
            using var key = System.Security.Cryptography.RSA.Create(2048);
            return key.ExportRSAPrivateKeyPem();
        }
    }

    private sealed class Settings(string address, string key) : ISourceSettings
    {
        public string Secret(string name, string neededBy) => key;

        public string? BaseUrl(string sourceId) => address;
    }

    private sealed class Target : IExportTarget
    {
        private long _mark;

        public MemoryStream Stream { get; } = new();

        public void BeginPage() => _mark = Stream.Length;

        public void DiscardPage() => Stream.SetLength(_mark);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            Stream.Position = Stream.Length;
            return Stream.WriteAsync(bytes, cancellationToken);
        }
    }
}
