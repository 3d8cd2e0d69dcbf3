using System.Diagnostics;
using GovPipeline.Domain.Time;

namespace GovPipeline.Cli.Demo;

/// <summary>
/// The clock of the demo: it stands at the morning after the last night of the sample and goes on from there, so that deadlines and
/// late sources are those of June 2022 and not of today.
/// </summary>
internal sealed class DemoClock : TimeProvider
{
    private readonly Stopwatch _since = Stopwatch.StartNew();

    /// <summary>The local morning it begins with: two working days after the period ended, when reports go out.</summary>
    public static DateOnly Morning { get; } = new(2022, 6, 17);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => VietnamClock.At(Morning, new(7, 30)) + _since.Elapsed;
}
