using System.Text;
using GovPipeline.Domain.Privacy;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace GovPipeline.Pipeline.Tests;

/// <summary>Nothing that names a person gets past the reader, wherever in an export it stands.</summary>
public sealed class PrivacyTests
{
    private static readonly DateOnly Day = new(2022, 6, 10);

    private static readonly string[] Planted =
    [
        "Nguyễn Thị Tuyết Mai", "Lò Văn Tẻo", "H'Hen Niê", "072085001234", "079 199 004 321", "0912345678", "+84 987 654 321", "tuyetmai.1990@example.com",
        "Trần Phú nối dài", "xin cấp lại giấy khai sinh",
    ];

    [Fact]
    public async Task What_is_planted_in_every_cell_of_every_source_is_found_nowhere()
    {
        await using var pipeline = await TestPipeline.StartAsync(
            new() { ["Secrets:IdentityKey"] = Convert.ToBase64String("khoa-bam-32-byte-cho-kiem-thu-!!"u8) });
        var exports = Csv.AllSeedExports().GroupBy(e => e.Source).Select(g => g.First()).ToList();
        foreach (var (source, _, content) in exports)
        {
            var lines = Encoding.UTF8.GetString(content).TrimStart('\uFEFF').TrimEnd().Split('\n').Select(l => l.TrimEnd('\r')).ToList();
            await pipeline.DropAsync(source, string.Join('\n', Plant(lines, every: 1)) + "\n", Day);
            await pipeline.DropAsync(source, string.Join('\n', Plant(lines, every: 7)) + "\n", Day.AddDays(1));
            await pipeline.DropAsync(source, string.Join('\n', Plant(lines.Skip(1), every: 1)) + "\n", Day.AddDays(2)); // without its header
            await pipeline.DropAsync(source, string.Join('\n', [.. Planted, .. lines, .. Planted]) + "\n", Day.AddDays(3));
        }

        (await pipeline.DrainAsync()).ShouldBeEmpty();
        await pipeline.Get<CheckOperations>().RunAsync(CancellationToken.None);
        await pipeline.Get<NotifyAlerts>().RunAsync(CancellationToken.None);
        await pipeline.Get<SendReports>().RunAsync(CancellationToken.None);
        await pipeline.DrainAsync();

        var (looked, found) = (0, new List<string>());
        await foreach (var (where, text) in StoredTexts.OfAsync(pipeline))
        {
            looked++;
            foreach (var planted in Planted.SelectMany(p => (string[])[p, p.ToUpperInvariant(), Convert.ToBase64String(Encoding.UTF8.GetBytes(p))]))
            {
                if (text.IndexOf(planted, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
                {
                    found.Add($"{where}: …{text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 80)].ReplaceLineEndings(" ")}…");
                }
            }
        }

        found.Take(20).ShouldBeEmpty();
        looked.ShouldBeGreaterThan(1000);
        (await pipeline.RowsAsync("cal-2022-M06")).Select(r => r.Field).Distinct()
            .ShouldAllBe(f => f == "all" || f == "(không ghi)" || f == "(khác)" || pipeline.Reference.Fields.Find(f) == f);
        await foreach (var partition in pipeline.Get<DossierFacts>().PartitionsAsync(CancellationToken.None))
        {
            foreach (var dossier in (await pipeline.Get<DossierFacts>().ReadAsync(partition, CancellationToken.None)).Dossiers)
            {
                foreach (var planted in Planted)
                {
                    $"{dossier.Code} {dossier.Field} {dossier.ProcedureCode} {dossier.ReceivingUnitId}".ShouldNotContain(planted);
                }
            }
        }
    }

    [Fact]
    public async Task A_text_that_is_published_or_mailed_is_looked_at_once_more_but_for_who_it_is_to()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var guard = pipeline.Get<PersonalDataGuard>();
        var known = pipeline.Reference.Recipients[0];
        guard.Masked($"Kính gửi {known.Name} ({known.Address}): ông Nguyễn Văn An, 072085001234, an@example.com, 0912 345 678")
            .ShouldBe($"Kính gửi {known.Name} ({known.Address}): •••, •••, •••, •••");
        await pipeline.Get<MailPost>().SendAsync("x", known.Address, known.Name, "Hồ sơ của bà Trần Thị Bé", new("072085001234", "<p>0912345678</p>", [], [],
            string.Empty, [], []), CancellationToken.None);
        await foreach (var (where, text) in StoredTexts.OfAsync(pipeline))
        {
            text.ShouldNotContain("Trần Thị Bé", customMessage: where);
            text.ShouldNotContain("072085001234", customMessage: where);
            text.ShouldNotContain("0912345678", customMessage: where);
        }
    }

    [Fact]
    public void No_log_of_any_library_says_who()
    {
        var provider = new Remembered();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Pipeline:Seeds", Csv.Seeds), new("Work", "UseDevelopmentStorage=true"), new("Published", "UseDevelopmentStorage=true")]).Build();
        using var services = new ServiceCollection().AddLogging(l => l.AddProvider(provider).SetMinimumLevel(LogLevel.Information))
            .AddGovPipeline(configuration).BuildServiceProvider();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Azure.Core");
        using (logger.BeginScope("nguoi.nop@example.com"))
        {
            var exception = new InvalidOperationException("ông Nguyễn Văn An, 072085001234", new FormatException("0912345678"));
            LoggerMessage.Define<string, int>(LogLevel.Warning, new(7), "Hồ sơ của {Who}, dòng {Row}")(logger, "bà Trần Thị Bé, 0987654321", 12, exception);
            LoggerMessage.Define<string>(LogLevel.Information, new(8), "{Blob}")(logger, "onestop-wards/2022/06/14/20220614T013005123-a.csv", null);
            LoggerMessage.Define<string>(LogLevel.Debug, new(9), "{Blob}")(logger, "x", null);
        }

        foreach (var planted in (string[])["Nguyễn", "Trần", "072085001234", "0912345678", "0987654321", "nguoi.nop"])
        {
            provider.Lines.ShouldAllBe(l => !l.Contains(planted));
        }

        provider.Lines[0].ShouldBe("•••");
        provider.Lines[1].ShouldStartWith(
            "Warning 7 Hồ sơ của •••, •••, dòng 12|Who=•••, •••;Row=12;{OriginalFormat}=Hồ sơ của {Who}, dòng {Row}|System.Invalid");
        provider.Lines[2].ShouldBe("Information 8 onestop-wards/2022/06/14/20220614T013005123-a.csv|Blob=onestop-wards/2022/06/14/20220614T013005123-a.csv;"
            + "{OriginalFormat}={Blob}|");
        provider.Lines.Count.ShouldBe(3);
    }

    private sealed class Remembered : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Add($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel} {eventId.Id} {formatter(state, exception)}|"
                + $"{string.Join(';', ((IEnumerable<KeyValuePair<string, object?>>)state!).Select(v => $"{v.Key}={v.Value}"))}|{exception}");

        public void Dispose()
        {
        }
    }

    [Theory]
    [InlineData("Thành phố Bà Rịa", "Thành phố Bà Rịa")]
    [InlineData("3.322 hồ sơ, 2.135 trực tuyến, 64,27 %", "3.322 hồ sơ, 2.135 trực tuyến, 64,27 %")]
    [InlineData("000.00.13.H53-220601-0001 ngày 15/06/2022 08:30:00", "000.00.13.H53-220601-0001 ngày 15/06/2022 08:30:00")]
    [InlineData("a3f0912345678bc", "a3f0912345678bc")]
    public void What_is_no_persons_is_left_as_it_is(string text, string shown) =>
        new PersonalDataGuard(["Thành phố Bà Rịa"]).Masked(text).ShouldBe(shown);

    private static IEnumerable<string> Plant(IEnumerable<string> lines, int every) => lines.Select((line, row) =>
    {
        var separator = line.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        return row == 0 && every > 0 && !char.IsDigit(line[^1]) && line.Count(char.IsDigit) < 4 ? line
            : string.Join(
                separator, line.Split(separator).Select((cell, column) => (row + column) % every == 0 ? Planted[(row + column) % Planted.Length] : cell));
    });
}
