using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Alerts;
using GovPipeline.Storage.Counts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Quarantine;
using GovPipeline.Storage.Reports;
using GovPipeline.Storage.Queues;
using GovPipeline.Storage.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace GovPipeline.Storage;

/// <summary>Registers the stores; <see cref="WorkAccount"/> and <see cref="PublishedAccount"/> come from the host.</summary>
public static class StorageServices
{
    /// <summary>Adds every store.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton<StorageSetup>()
        .AddSingleton<ExportStore>()
        .AddSingleton<DossierFacts>()
        .AddSingleton<MeasureFacts>()
        .AddSingleton<CountStore>()
        .AddSingleton<ClosingStore>()
        .AddSingleton<AuthenticityStore>()
        .AddSingleton<FileLedger>()
        .AddSingleton<PendingWork>()
        .AddSingleton<ReadingTries>()
        .AddSingleton<WriterLease>()
        .AddSingleton<SourceLog>()
        .AddSingleton<RunHistory>()
        .AddSingleton<AuditLog>()
        .AddSingleton<QuarantineStore>()
        .AddSingleton<JobQueues>()
        .AddSingleton<PublishedTables>()
        .AddSingleton<KeptPeriods>()
        .AddSingleton<PublicationHistory>()
        .AddSingleton<SigningStore>()
        .AddSingleton<UnitNotes>()
        .AddSingleton<AlertStore>()
        .AddSingleton<Outbox>()
        .AddSingleton<ReportStore>();
}
