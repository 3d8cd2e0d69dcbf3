using GovPipeline.Domain.Errors;
using Microsoft.Extensions.Configuration;
using NCrontab;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>When the jobs of a clock begin: <c>Schedules:{job}</c>, six-field cron in UTC, in the place of the catalogue's own.</summary>
public sealed class Schedules
{
    private readonly IReadOnlyDictionary<string, string> _byJob;

    private Schedules(IReadOnlyDictionary<string, string> byJob) => _byJob = byJob;

    /// <summary>The jobs that a clock begins.</summary>
    public static IEnumerable<JobDescriptor> Jobs => JobCatalogue.All.Where(j => j.Kind == TriggerKind.Timer);

    /// <summary>The setting of a job.</summary>
    public static string KeyOf(string job) => $"Schedules:{job}";

    /// <summary>The schedule of a job.</summary>
    public string this[string job] => _byJob[job];

    /// <summary>Reads them.</summary>
    /// <exception cref="PipelineException">GP901: names the key.</exception>
    public static Schedules Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var byJob = Jobs.ToDictionary(j => j.Name, j => configuration[KeyOf(j.Name)] is { Length: > 0 } said ? said : j.Binding, StringComparer.Ordinal);
        foreach (var (job, schedule) in byJob)
        {
            if (CrontabSchedule.TryParse(schedule, new() { IncludingSeconds = true }) is null)
            {
                throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, KeyOf(job),
                    $"'{schedule}' không phải lịch cron sáu phần theo UTC, ví dụ '{Jobs.First(j => j.Name == job).Binding}' / is no six-field cron in UTC");
            }
        }

        return new(byJob);
    }
}
