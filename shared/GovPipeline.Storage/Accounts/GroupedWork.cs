namespace GovPipeline.Storage.Accounts;

/// <summary>Does at once what many ask for: while one request is under way, those who come wait for the next, which does what all of them asked.</summary>
/// <param name="work">Does it; what it is given may have something twice.</param>
internal sealed class GroupedWork<T>(Func<IReadOnlyCollection<T>, Task> work)
{
    private readonly Lock _lock = new();
    private Group? _open;
    private Task _before = Task.CompletedTask;

    /// <summary>Asks for something.</summary>
    /// <returns>Ends when it is done, or as doing it failed. It is not stopped by who asked: others may have asked for the same.</returns>
    public Task DoAsync(IReadOnlyCollection<T> items)
    {
        lock (_lock)
        {
            if (_open is { } open)
            {
                open.Items.AddRange(items);
                return open.Done;
            }

            var group = new Group();
            group.Items.AddRange(items);
            (_open, group.Done) = (group, RunAsync(group, _before));
            _before = group.Done;
            return group.Done;
        }
    }

    private async Task RunAsync(Group group, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            _open = null;
        }

        await work(group.Items).ConfigureAwait(false);
    }

    private sealed class Group
    {
        public List<T> Items { get; } = [];

        public Task Done { get; set; } = Task.CompletedTask;
    }
}
