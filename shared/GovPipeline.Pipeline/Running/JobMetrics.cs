using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GovPipeline.Pipeline.Running;

/// <summary>
/// Runs of jobs as metrics and traces of the name <c>GovPipeline</c>, for whatever exporter a host has. Tags name the job and the outcome, never what
/// it worked on: a file's name may name a person.
/// </summary>
public sealed class JobMetrics : IDisposable
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "GovPipeline";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _runs, _rows, _bytes, _requests;
    private readonly Histogram<double> _duration;
    private readonly Gauge<double> _age;
    private readonly ActivitySource _source = new(Name);

    /// <summary>Makes the instruments.</summary>
    public JobMetrics()
    {
        _runs = _meter.CreateCounter<long>("govpipeline.job.runs", "{run}", "Runs that ended, by job and outcome.");
        _rows = _meter.CreateCounter<long>("govpipeline.job.rows", "{row}", "Rows that runs worked on.");
        _bytes = _meter.CreateCounter<long>("govpipeline.job.bytes", "By", "Bytes that runs worked on.");
        _requests = _meter.CreateCounter<long>("govpipeline.job.requests", "{request}", "Storage requests that runs made.");
        _duration = _meter.CreateHistogram<double>("govpipeline.job.duration", "s", "How long runs took.");
        _age = _meter.CreateGauge<double>("govpipeline.job.age", "h", "Hours since a job last did something.");
    }

    /// <summary>Begins a run in a trace.</summary>
    public Activity? Begin(string job) => _source.StartActivity(job);

    /// <summary>Tells of a run that ended.</summary>
    public void Ended(string job, string outcome, JobRun run, long requests, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(run);
        var of = KeyValuePair.Create<string, object?>("job", job);
        _runs.Add(1, of, new("outcome", outcome));
        _rows.Add(run.Rows, of);
        _bytes.Add(run.Bytes, of);
        _requests.Add(requests, of);
        _duration.Record(duration.TotalSeconds, of);
    }

    /// <summary>Tells how long ago jobs last did something.</summary>
    public void Aged(IEnumerable<KeyValuePair<string, double?>> hoursSince)
    {
        ArgumentNullException.ThrowIfNull(hoursSince);
        foreach (var (job, hours) in hoursSince.Where(h => h.Value is not null))
        {
            _age.Record(hours!.Value, KeyValuePair.Create<string, object?>("job", job));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter.Dispose();
        _source.Dispose();
    }
}
