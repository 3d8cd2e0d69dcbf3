using GovPipeline.Pipeline.Jobs;
using GovPipeline.Testing;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>The sample exports of the city, taken in and published once for the tests of reports and of the dashboard, with a mail server behind.</summary>
public sealed class PublishedCity : IAsyncLifetime
{
    public const string Period = "nd09-2022-H1";

    public TestPipeline Pipeline { get; private set; } = null!;

    public FaultySmtp Smtp { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Smtp = await FaultySmtp.StartAsync();
        Pipeline = await TestPipeline.StartAsync(Smtp.Settings(("Alerts:PublicUrl", "http://127.0.0.1:1/")));
        foreach (var (source, day, content) in Csv.AllSeedExports()
            .Where(e => e.Source is "onestop-city" or "onestop-wards" or "software-incidents" or "national-accounts"))
        {
            await Pipeline.DropAsync(source, content, day);
        }

        await Pipeline.DrainAsync();
        await Pipeline.Get<NotifyAlerts>().RunAsync(CancellationToken.None);
        await Pipeline.DrainAsync();
    }

    public async Task DisposeAsync()
    {
        await Pipeline.DisposeAsync();
        await Smtp.DisposeAsync();
    }
}
