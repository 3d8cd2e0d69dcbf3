using System.Collections.Concurrent;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Storage.Tests;

public sealed class GroupedWorkTests
{
    [Fact]
    public async Task Those_who_ask_while_a_request_is_under_way_are_served_together_by_the_next()
    {
        var (calls, first) = (new List<string>(), new TaskCompletionSource());
        var begun = new TaskCompletionSource();
        var grouped = new GroupedWork<string>(async items =>
        {
            calls.Add(string.Join(' ', items));
            begun.TrySetResult();
            await (calls.Count == 1 ? first.Task : Task.CompletedTask);
        });
        var a = grouped.DoAsync(["a"]);
        await begun.Task;
        var others = new[] { grouped.DoAsync(["b"]), grouped.DoAsync(["c", "d"]), grouped.DoAsync(["b"]) };
        others.ShouldAllBe(o => !o.IsCompleted);
        first.SetResult();
        await Task.WhenAll(others.Append(a));
        calls.ShouldBe(["a", "b c d b"]);
        await grouped.DoAsync(["e"]);
        calls[^1].ShouldBe("e");
    }

    [Fact]
    public async Task What_fails_fails_for_all_that_asked_for_it_and_for_nobody_after()
    {
        var fails = true;
        var grouped = new GroupedWork<int>(_ => fails ? throw new IOException("gone") : Task.CompletedTask);
        var asked = new[] { grouped.DoAsync([1]), grouped.DoAsync([2]) };
        foreach (var one in asked)
        {
            await Should.ThrowAsync<IOException>(() => one);
        }

        fails = false;
        await grouped.DoAsync([3]);
    }

    [Fact]
    public async Task Everything_that_is_asked_for_is_done_before_who_asked_goes_on()
    {
        var done = new ConcurrentDictionary<int, bool>();
        var grouped = new GroupedWork<int>(async items =>
        {
            await Task.Yield();
            foreach (var item in items)
            {
                done[item] = true;
            }
        });
        await Parallel.ForEachAsync(Enumerable.Range(0, 5000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            await grouped.DoAsync([i]);
            done.ContainsKey(i).ShouldBeTrue();
        });
        done.Count.ShouldBe(5000);
    }
}
