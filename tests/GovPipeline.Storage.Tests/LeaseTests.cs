using GovPipeline.Domain.Errors;
using GovPipeline.Storage.Leases;
using GovPipeline.Testing;

namespace GovPipeline.Storage.Tests;

/// <summary>One host at a time does what is done under a lease, also where storage is slow.</summary>
public sealed class LeaseTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task One_host_has_a_lease_and_another_gets_it_when_the_first_is_gone()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var lease = pipeline.Get<WriterLease>();
        var first = (await lease.TryTakeAsync("publish", None))!;
        (await lease.TryTakeAsync("publish", None)).ShouldBeNull();
        await Task.Delay(WriterLease.Length + TimeSpan.FromSeconds(2));
        await first.EnsureAsync();
        (await lease.TryTakeAsync("publish", None)).ShouldBeNull("it is renewed while it is held");
        await first.DisposeAsync();
        await using var second = await lease.TryTakeAsync("publish", None);
        second.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lease_that_ran_out_while_storage_was_slow_is_waited_for_and_lost_only_where_another_host_took_it(bool isTaken)
    {
        var slow = new Interruptions();
        await using var pipeline = await TestPipeline.StartAsync(onRequest: slow);
        await using var another = await TestPipeline.StartAsync(prefix: pipeline.Prefix);
        await using var held = (await pipeline.Get<WriterLease>().TryTakeAsync("publish", None))!;
        HeldLease? other = null;
        slow.Before(
            async () =>
            {
                await Task.Delay(WriterLease.Length);
                other = isTaken ? await another.Get<WriterLease>().TryTakeAsync("publish", None) : null;
            },
            "PUT", "comp=lease");
        await Task.Delay(WriterLease.Length - TimeSpan.FromSeconds(2)); // a renewal waits now
        if (isTaken)
        {
            (await Should.ThrowAsync<PipelineException>(held.WorkAsync(held.EnsureAsync))).Code.ShouldBe("GP402");
            await other.ShouldNotBeNull().EnsureAsync();
            await other.DisposeAsync();
        }
        else
        {
            await held.EnsureAsync();
            (await another.Get<WriterLease>().TryTakeAsync("publish", None)).ShouldBeNull();
        }
    }
}
