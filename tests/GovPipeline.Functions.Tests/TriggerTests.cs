using System.Reflection;
using System.Text.Json;
using GovPipeline.Domain.Time;
using GovPipeline.Functions.Triggers;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Messages;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using NCrontab;

namespace GovPipeline.Functions.Tests;

public sealed class TriggerTests
{
    private static readonly Type[] Classes = [typeof(Timers), typeof(Blobs), typeof(Queues), typeof(Http)];

    private static IEnumerable<(string Name, MethodInfo Method)> Functions => Classes
        .SelectMany(c => c.GetMethods())
        .Select(m => (m.GetCustomAttribute<FunctionAttribute>()?.Name!, m))
        .Where(f => f.Item1 is not null);

    [Fact]
    public void Every_job_of_the_catalogue_has_one_trigger_with_its_binding()
    {
        var bound = Functions.Where(f => f.Method.DeclaringType != typeof(Http) && f.Name != nameof(Queues.ExportLanded))
            .ToDictionary(f => f.Name, f => Binding(f.Method));
        bound.ShouldBe(
            JobCatalogue.All.ToDictionary(j => j.Name, j => (j.Kind, j.Kind == TriggerKind.Timer ? $"%Schedules:{j.Name}%" : j.Binding)), ignoreOrder: true);
    }

    [Fact]
    public void Queue_and_blob_triggers_open_the_work_account()
    {
        foreach (var parameter in Functions.SelectMany(f => f.Method.GetParameters()))
        {
            var connection =
                parameter.GetCustomAttribute<QueueTriggerAttribute>()?.Connection ?? parameter.GetCustomAttribute<BlobTriggerAttribute>()?.Connection;
            if (parameter.GetCustomAttribute<QueueTriggerAttribute>() is not null || parameter.GetCustomAttribute<BlobTriggerAttribute>() is not null)
            {
                connection.ShouldBe("Work");
            }
        }
    }

    [Fact]
    public void A_function_is_public_not_nested_not_overloaded_and_takes_the_token_last()
    {
        foreach (var (_, method) in Functions)
        {
            method.IsPublic.ShouldBeTrue();
            method.DeclaringType!.IsPublic.ShouldBeTrue();
            method.DeclaringType.GetMethods().Count(m => m.Name == method.Name).ShouldBe(1);
            method.GetParameters()[^1].ParameterType.ShouldBe(typeof(CancellationToken));
        }
    }

    [Fact]
    public void Pages_stand_where_the_local_host_has_them()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Csv.Seeds)!, "host.json")));
        host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString().ShouldBeEmpty();
        Functions.Where(f => f.Method.DeclaringType == typeof(Http))
            .Select(f => f.Method.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>()!.Route).Order(StringComparer.Ordinal)
            .ShouldBe(["alerts/acknowledge", "api/health", "api/indicators", "api/openapi.json", "giai-trinh", "tai-ve", "{ignored:maxlength(0)?}"]);
    }

    [Fact]
    public async Task What_Event_Grid_puts_into_a_queue_is_taken_in_and_anything_else_is_left_to_the_sweep()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var name = await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022"), new(2022, 6, 14));
        var notice = $$"""
            {"topic":"/subscriptions/x","subject":"/blobServices/default/containers/exports/blobs/{{name}}","eventType":"Microsoft.Storage.BlobCreated",
            "id":"1","data":{"api":"PutBlockList","contentLength":1},"dataVersion":"","metadataVersion":"1","eventTime":"2022-06-14T00:00:00Z"}
            """;
        var queues = ActivatorUtilities.CreateInstance<Queues>(new Services(pipeline));
        foreach (var message in (string[])["{", "1", "[]", """{"subject":5}""",
            """{"subject":"/blobServices/default/containers/facts/blobs/x"}""", notice, $"[{notice}]"])
        {
            await queues.ExportLanded(message, CancellationToken.None);
        }

        (await pipeline.FileAsync(name)).State.ShouldBe(FileStates.Ingested);
        Functions.Single(f => f.Name == "ExportLanded").Method.GetParameters()[0].GetCustomAttribute<QueueTriggerAttribute>()!.QueueName
            .ShouldBe(StorageNames.LandedQueue);
    }

    [Fact]
    public void The_night_begins_at_01_30_in_Viet_Nam()
    {
        var schedule = CrontabSchedule.Parse(JobCatalogue.NightlyPullSchedule, new() { IncludingSeconds = true });
        var next = new DateTimeOffset(schedule.GetNextOccurrence(new DateTime(2022, 6, 14, 12, 0, 0)), TimeSpan.Zero);
        VietnamClock.ToLocal(next).ShouldBe(new DateTime(2022, 6, 15, 1, 30, 0));
    }

    [Fact]
    public void The_host_reads_queue_messages_as_we_write_them()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Csv.Seeds)!, "host.json")));
        var queues = host.RootElement.GetProperty("extensions").GetProperty("queues");
        queues.GetProperty("messageEncoding").GetString().ShouldBe("base64");
        queues.GetProperty("maxDequeueCount").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task Every_trigger_runs_its_job()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        T Make<T>() => ActivatorUtilities.CreateInstance<T>(new Services(pipeline));
        var none = CancellationToken.None;
        var name = await pipeline.DropAsync("onestop-wards", Csv.Header + Csv.Dossier("000.01.13.H53-220601-0001", "01/06/2022"), new(2022, 6, 14));

        await Make<Timers>().NightlyPull(null!, none);
        await Make<Blobs>().IngestExport(null!, name, none);
        await Make<Timers>().SweepExports(null!, none);
        await Make<Timers>().CheckOperations(null!, none);
        await Make<Timers>().NotifyAlerts(null!, none);
        await Make<Timers>().SendReports(null!, none);
        await Make<Timers>().DeleteExpired(null!, none);
        var queues = Make<Queues>();
        await queues.PullSource(new("onestop-city", new(2022, 6, 15), new(2022, 6, 1), new(2022, 6, 15)), none);
        await queues.FoldFacts(new(["000.01.13.H53/2206"]), none);
        await queues.PublishPeriod(new(Force: true), none);
        await queues.EvaluateAlerts(new("nd09-2022-H1"), none);
        await queues.SendMail(new("nobody"), none);

        var runs = await pipeline.Get<RunHistory>().NewestAsync(GovPipeline.Pipeline.Running.JobNames.All, 100, none);
        runs.Select(r => r.PartitionKey).Distinct().ShouldBe(JobCatalogue.All.Select(j => j.Name), ignoreOrder: true);
        (await pipeline.RowAsync("nd09-2022-H1", "tnc-phuong-1")).Received.ShouldBe(1);
        var answer = await Make<Http>().Health(new DefaultHttpContext().Request, none);
        answer.ShouldBeAssignableTo<IStatusCodeHttpResult>()!.StatusCode.ShouldBe(503, "a source failed this night");
        (await Make<Http>().Dashboard(new DefaultHttpContext().Request, none))
            .ShouldBeOfType<Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult>().ResponseContent!.ShouldContain("Phường 1");
        (await Make<Http>().Explain(new DefaultHttpContext().Request, none)).ShouldBeAssignableTo<IStatusCodeHttpResult>()!.StatusCode.ShouldBe(404);
        (await Make<Http>().Acknowledge(new DefaultHttpContext().Request, none)).ShouldBeAssignableTo<IStatusCodeHttpResult>()!.StatusCode.ShouldBe(404);
    }

    private static (TriggerKind Kind, string Binding) Binding(MethodInfo method)
    {
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.GetCustomAttribute<TimerTriggerAttribute>() is { } timer)
            {
                return (TriggerKind.Timer, timer.Schedule);
            }

            if (parameter.GetCustomAttribute<QueueTriggerAttribute>() is { } queue)
            {
                return (TriggerKind.Queue, queue.QueueName);
            }

            if (parameter.GetCustomAttribute<BlobTriggerAttribute>() is { } blob)
            {
                return (TriggerKind.Blob, blob.BlobPath);
            }
        }

        throw new InvalidOperationException($"{method.Name} has no trigger.");
    }

    private sealed class Services(TestPipeline pipeline) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            typeof(TestPipeline).GetMethod(nameof(TestPipeline.Get))!.MakeGenericMethod(serviceType).Invoke(pipeline, null);
    }
}
