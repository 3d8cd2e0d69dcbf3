using System.CommandLine;
using System.Diagnostics;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Time;
using GovPipeline.Samples;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Demo;

/// <summary>
/// The clock of the demo: it stands at the morning after the last night of the sample and goes on from there, so that deadlines and
/// late sources are those of June 2022 and not of today.
/// </summary>
internal sealed class DemoClock : TimeProvider
{
    private const string Mark = "demo.txt";

    private readonly Stopwatch _since = Stopwatch.StartNew();

    /// <summary>The local morning it begins with: two working days after the period ended, when reports go out.</summary>
    public static DateOnly Morning { get; } = new(2022, 6, 17);

    /// <summary>Notes in a folder of data that they are the sample's.</summary>
    /// <param name="folder">The folder.</param>
    public static void Note(string folder) => File.WriteAllText(Path.Combine(folder, Mark), DayText.Iso(Morning));

    /// <summary>Says, where the data are the sample's, that today is no day to judge them by.</summary>
    /// <param name="result">The command, which names the folder.</param>
    /// <param name="output">Where to say it.</param>
    public static void SayWhere(ParseResult result, CommandOutput output)
    {
        var options = SessionArguments.Read(result);
        if (options.Storage is null && File.Exists(Path.Combine(options.Data, Mark)))
        {
            output.Say(T($"Đây là số liệu mẫu đến {DayText.Print(SeedExports.To)}: so với hôm nay thì mọi nguồn đều trễ.",
                $"These are sample data up to {DayText.Print(SeedExports.To)}: beside today's date every source is late."));
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => VietnamClock.At(Morning, new(7, 30)) + _since.Elapsed;
}
