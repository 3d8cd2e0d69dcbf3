using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using Microsoft.Extensions.Logging;

namespace GovPipeline.LocalHost;

/// <summary>Does for a command what the hosts do for ever: works until nothing is left to do.</summary>
public sealed class LocalJobs(
    StorageSetup setup, QueueMessages messages, JobDispatcher dispatcher, MissedExports missed, PendingWork pending, PublishGate gate, WorkCalls calls,
    LeftBehind leftBehind, ILogger<LocalJobs> logger)
{
    private const int MessagesAtOnce = 16, PullsAtTheSameTime = 4, SourcesAtTheSameTime = 4, MostCalls = 20, MostFailures = 3;
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromSeconds(3);

    // Pulls bring exports, exports bring the rest.
    private static readonly JobDescriptor[] InOrder =
    [
        .. JobCatalogue.All.Where(j => j.Kind != TriggerKind.Timer).OrderBy(j => j.Binding == StorageNames.PullQueue ? 0 : j.Kind == TriggerKind.Blob ? 1 : 2),
    ];

    /// <summary>
    /// Works until no queue has a visible message, every export is in the ledger and nothing is due; waits a minute for another
    /// host that is at it.
    /// </summary>
    /// <param name="onStep">Told before each step; null for nobody.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What is left to do, and why it was not done; empty for nothing.</returns>
    public async Task<IReadOnlyList<string>> DrainAsync(Action<string>? onStep, CancellationToken cancellationToken)
    {
        await setup.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await leftBehind.EndAsync(cancellationToken).ConfigureAwait(false);
        var failures = new Dictionary<string, int>(StringComparer.Ordinal); // of exports, by name
        for (var called = 0; ; called++)
        {
            await WorkAsync(onStep, failures, cancellationToken).ConfigureAwait(false);
            var (left, canGoOn) = await LeftAsync(failures, cancellationToken).ConfigureAwait(false);
            if (left.Count == 0 || !canGoOn || called == MostCalls)
            {
                return left;
            }

            if (called > 0)
            {
                await Task.Delay(BetweenCalls, cancellationToken).ConfigureAwait(false); // another host has it, or a message comes back later
            }

            await leftBehind.EndAsync(cancellationToken).ConfigureAwait(false);
            await calls.CallAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(Action<string>? onStep, Dictionary<string, int> failures, CancellationToken cancellationToken)
    {
        for (var worked = true; worked;)
        {
            worked = false;
            foreach (var job in InOrder)
            {
                for (var count = -1; count != 0;)
                {
                    onStep?.Invoke(job.Name);
                    count = job.Kind == TriggerKind.Blob
                        ? await IngestAsync(job, failures, cancellationToken).ConfigureAwait(false)
                        : await TakeMessagesAsync(job, cancellationToken).ConfigureAwait(false);
                    worked |= count > 0;
                }
            }
        }
    }

    private async Task<int> TakeMessagesAsync(JobDescriptor job, CancellationToken cancellationToken)
    {
        var received = await messages.ReceiveAsync(job, MessagesAtOnce, cancellationToken).ConfigureAwait(false);
        var parallel = new ParallelOptions
            { MaxDegreeOfParallelism = job.Name == JobNames.PullSource ? PullsAtTheSameTime : 1, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(received, parallel, async (m, cancel) => await messages.RunAsync(job, m, cancel).ConfigureAwait(false))
            .ConfigureAwait(false);
        return received.Count;
    }

    private async Task<int> IngestAsync(JobDescriptor job, Dictionary<string, int> failures, CancellationToken cancellationToken)
    {
        // Files of a source come one after the other: each is held against those before it.
        var done = 0;
        var files = (await missed.ListAsync(cancellationToken).ConfigureAwait(false)).Where(n => failures.GetValueOrDefault(n) < MostFailures)
            .GroupBy(n => n.Split('/')[0], StringComparer.Ordinal).ToList();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = SourcesAtTheSameTime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files, parallel, async (source, cancel) =>
        {
            foreach (var name in source)
            {
                try
                {
                    await dispatcher.RunAsync(job, name, cancel).ConfigureAwait(false);
                    Interlocked.Increment(ref done);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    lock (failures)
                    {
                        failures[name] = failures.GetValueOrDefault(name) + 1;
                    }

                    Log.JobFailed(logger, name, e.Message); // logged and tried again; other files go on
                }
            }
        }).ConfigureAwait(false);
        return done;
    }

    /// <summary>
    /// What is left, and whether calling for it again may help: not for an export that fails each time, nor for what it keeps
    /// from being struck off.
    /// </summary>
    private async Task<(IReadOnlyList<string> Left, bool CanGoOn)> LeftAsync(Dictionary<string, int> failures, CancellationToken cancellationToken)
    {
        bool IsGivenUp(string name) => failures.GetValueOrDefault(name) >= MostFailures;
        var exports = await missed.ListAsync(cancellationToken).ConfigureAwait(false);
        var due = await pending.LookAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false);
        List<string> left =
        [
            .. exports.Select(name => $"{name}: chưa nhận được / not taken in"),
            .. due.Folds.Where(f => !f.IsDone).Select(f => $"{f.Item}: chưa tính được / not counted {f.Error}".TrimEnd()),
            .. due.Changes.Select(c => $"{c.Item}: đang dở dang / under way"),
        ];
        var canGoOn = exports.Any(e => !IsGivenUp(e)) || due.Folds.Any(f => !f.IsDone && !gate.IsStuck(f))
            || due.Changes.Any(c => Holds.ExportOf(c.Item) is not { } export || !IsGivenUp(export.Name));
        if (due.Items.Count > 0)
        {
            var waiting = await gate.WaitForAsync(due, force: false, cancellationToken).ConfigureAwait(false);
            left.Add($"{due.Items.Count} kỳ chưa công bố / periods not published{(waiting.Length > 0 ? $": {waiting}" : string.Empty)}");
            left.AddRange(due.Items.Where(i => i.Error.Length > 0).Select(i => $"{i.Item}: không công bố được / cannot be published: {i.Error}"));
            canGoOn |= waiting.Length == 0 && due.Folds.Count == 0 && due.Changes.Count == 0 && due.Items.Any(i => i.Error.Length == 0);
        }

        return (left, canGoOn);
    }
}
