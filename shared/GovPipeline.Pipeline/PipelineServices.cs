using GovPipeline.Domain.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Jobs;
using GovPipeline.Pipeline.Running;
using GovPipeline.Reporting;
using GovPipeline.Reporting.Sending;
using GovPipeline.Sources;
using GovPipeline.Sources.Pulling;
using GovPipeline.Storage;
using GovPipeline.Storage.Accounts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline;

/// <summary>Registers the whole pipeline. Both hosts call this and nothing else.</summary>
public static class PipelineServices
{
    private const int SmallestGroupAbroad = 5; // domain facts 6.2: fewer do not leave the authority

    /// <summary>Adds every job and store, after checking the machine, the reference data and the accounts.</summary>
    /// <exception cref="PipelineException">GP901 to GP903: the start is stopped with one message that names the key.</exception>
    public static IServiceCollection AddGovPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (VietnamClock.Verify() is { } unfit)
        {
            throw new PipelineException(ErrorCatalogue.PlatformUnfit, unfit);
        }

        var reference = ReferenceData.Load(ReferenceData.FindFolder(configuration["Pipeline:Seeds"]));
        var (work, published) = (AccountConfiguration.Read(configuration, "Work"), AccountConfiguration.Read(configuration, "Published"));
        if (work.IsOnAzure && !configuration.GetValue<bool>("Pipeline:RowsMayLeave"))
        {
            throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, "Work, Pipeline:RowsMayLeave",
                "dòng hồ sơ sẽ nằm ngoài Việt Nam: đặt Work trong hạ tầng của cơ quan (chỉ Published lên Azure), hoặc đặt Pipeline:RowsMayLeave là true "
                + "khi đã có hồ sơ chuyển dữ liệu ra nước ngoài / rows of dossiers would lie outside Việt Nam: keep Work on premises, or set "
                + "Pipeline:RowsMayLeave");
        }

        CheckForm<PipelineOptions>(configuration, "Pipeline");
        CheckForm<AlertOptions>(configuration, "Alerts");
        CheckForm<MailOptions>(configuration, "Mail");
        var identityKey = new IdentityKey(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new WorkAccount(work));
        services.TryAddSingleton(_ => new PublishedAccount(published));
        services.AddOptions<PipelineOptions>().Bind(configuration.GetSection("Pipeline")).ValidateDataAnnotations().ValidateOnStart();
        services.PostConfigure<PipelineOptions>(o => o.SmallestGroup ??= published.IsOnAzure ? SmallestGroupAbroad : 0);
        services.AddOptions<AlertOptions>().Bind(configuration.GetSection("Alerts")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MailOptions>().ValidateOnStart();
        services.AddLogging().Replace(ServiceDescriptor.Singleton<ILoggerFactory>(
            s => new GuardedLogs(ActivatorUtilities.CreateInstance<LoggerFactory>(s), reference.Guard)));
        return services
            .AddSingleton(configuration)
            .AddSingleton(reference)
            .AddSingleton(reference.Guard)
            .AddSingleton(identityKey)
            .AddSingleton(Schedules.Read(configuration))
            .AddSingleton<ISourceSettings, SourceSettings>()
            .AddSources()
            .AddStorage()
            .AddReporting()
            .AddSingleton<JobMetrics>()
            .AddSingleton<JobRunner>()
            .AddSingleton<Health>()
            .AddSingleton<MailPost>()
            .AddSingleton<Serving.IndicatorApi>()
            .AddSingleton<Serving.AcknowledgePage>()
            .AddSingleton<Serving.DashboardPage>()
            .AddSingleton<Serving.ExplainPage>()
            .AddSingleton<Audience>()
            .AddSingleton<AlertBook>()
            .AddSingleton<AcknowledgeLinks>()
            .AddSingleton<MonthlyTrends>()
            .AddSingleton<ReportedDifferences>()
            .AddSingleton<PeriodFindings>()
            .AddSingleton<OperationFindings>()
            .AddSingleton<Reports.ReportData>()
            .AddSingleton<Reports.ReportFiles>()
            .AddSingleton<Exporting.PublishedExport>()
            .AddSingleton<Evidence.DossierEvidence>()
            .AddSingleton<Explaining.MeasureEvidence>()
            .AddSingleton<Explaining.Provenance>()
            .AddSingleton<Explaining.MeasureNames>()
            .AddSingleton<Explaining.ScreenExplainer>()
            .AddSingleton<Explaining.FigureExplainer>()
            .AddSingleton<Explaining.FigureIndex>()
            .AddSingleton<Verifying.ExportRecount>()
            .AddSingleton<Verifying.PeriodVerification>()
            .AddSingleton<Verifying.WorkbookVerification>()
            .AddSingleton<DataDays>()
            .AddSingleton<SourceDays>()
            .AddSingleton<ReadingProgress>()
            .AddSingleton<ExportReading>()
            .AddSingleton<FactKeeping>()
            .AddSingleton<FileAccounts>()
            .AddSingleton<MissedExports>()
            .AddSingleton<WorkCalls>()
            .AddSingleton<LeftBehind>()
            .AddSingleton<OldLogs>()
            .AddSingleton<Publishing.GroupOrder>()
            .AddSingleton<Publishing.CountRule>()
            .AddSingleton<Publishing.PublishGate>()
            .AddSingleton<Publishing.BlockClosing>()
            .AddSingleton<Publishing.PeriodLoader>()
            .AddSingleton<Publishing.SignedRows>()
            .AddSingleton<Publishing.PeriodWriter>()
            .AddSingleton<Signing.PeriodSigning>()
            .AddSingleton<Publishing.NightRows>()
            .AddSingleton<Publishing.Rebuild>()
            .AddSingleton<RejectionSlips>()
            .AddSingleton<Onboarding.SourceTrial>()
            .AddSingleton<NightlyPull>()
            .AddSingleton<PullSource>()
            .AddSingleton<IngestExport>()
            .AddSingleton<FoldFacts>()
            .AddSingleton<PublishPeriod>()
            .AddSingleton<EvaluateAlerts>()
            .AddSingleton<SendMail>()
            .AddSingleton<CheckOperations>()
            .AddSingleton<NotifyAlerts>()
            .AddSingleton<SendReports>()
            .AddSingleton<DeleteExpired>()
            .AddSingleton<OldExports>()
            .AddSingleton<SweepExports>();
    }

    /// <summary>What is no number, time or address where one is asked for stops the start, and not the first job that looks at it.</summary>
    private static void CheckForm<T>(IConfiguration configuration, string section)
    {
        try
        {
            _ = configuration.GetSection(section).Get<T>();
        }
        catch (InvalidOperationException e)
        {
            throw Unreadable(e, section);
        }
    }

    /// <summary>The first problem of bound options as one error that names the key.</summary>
    public static PipelineException Explain(OptionsValidationException problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new(problem, ErrorCatalogue.ConfigurationInvalid, problem.OptionsType.Name.Replace("Options", string.Empty, StringComparison.Ordinal),
            string.Join("; ", problem.Failures));
    }

    /// <summary>A value that is no number, day or word of its key, without the names of types that the binder tells.</summary>
    private static PipelineException Unreadable(InvalidOperationException e, string section)
    {
        var parts = e.Message.Split('\'');
        return parts.Length >= 5
            ? new(e, ErrorCatalogue.ConfigurationInvalid, parts[3], new Bilingual($"không đọc được giá trị '{parts[1]}'",
                $"the value '{parts[1]}' cannot be read"))
            : new(e, ErrorCatalogue.ConfigurationInvalid, section, e.Message);
    }
}
