using System.Diagnostics;

namespace GovPipeline.Cli.Rehearsal;

/// <summary>A clock that is set to each night and morning that is played, and goes on from there.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private DateTimeOffset _set = DateTimeOffset.UnixEpoch;

    /// <summary>Sets it; never back.</summary>
    public void Set(DateTimeOffset moment)
    {
        _set = moment > GetUtcNow() ? moment : GetUtcNow();
        _since.Restart();
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _set + _since.Elapsed;
}
