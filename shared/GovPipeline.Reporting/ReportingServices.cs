using GovPipeline.Reporting.Sending;
using Microsoft.Extensions.DependencyInjection;

namespace GovPipeline.Reporting;

/// <summary>Registers mail.</summary>
public static class ReportingServices
{
    /// <summary>Adds the mailer; its options are checked when the host starts.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Mail").ValidateDataAnnotations();
        return services.AddSingleton<SmtpMailer>();
    }
}
