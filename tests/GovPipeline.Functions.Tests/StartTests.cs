using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GovPipeline.Functions.Tests;

/// <summary>The start of the app, as <c>Program.cs</c> goes about it: each mistake ends it with one message that names the key.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Work", "AccountName=", "Work")]
    [InlineData("Work", "", "Work")]
    [InlineData("Published", "DefaultEndpointsProtocol=https;AccountName=", "Published")]
    [InlineData("Published:accountName", "không hợp lệ", "Published")]
    [InlineData("Work", "AccountName=a;AccountKey=YQ==", "Pipeline:RowsMayLeave")]
    [InlineData("Work:prefix", "thu", "Work:prefix")]
    [InlineData("WEBSITE_TIME_ZONE", "SE Asia Standard Time", "WEBSITE_TIME_ZONE")]
    [InlineData("Schedules:SweepExports", "", "Schedules:SweepExports")]
    [InlineData("Schedules:SweepExports", "mỗi giờ", "Schedules:SweepExports")]
    [InlineData("Vault:Uri", "kv", "Vault:Uri")]
    [InlineData("Secrets:IdentityKey", "ngắn", "Secrets:IdentityKey")]
    [InlineData("Pipeline:Seeds", "/không/có", "/không/có")]
    [InlineData("Pipeline:KeepExportsDays", "5", "KeepExportsDays")]
    [InlineData("Pipeline:KeepLogsDays", "30", "KeepLogsDays")]
    [InlineData("Pipeline:SmallestGroup", "-1", "SmallestGroup")]
    [InlineData("Pipeline:PublishDeadline", "6 giờ", "PublishDeadline")]
    [InlineData("Mail:Port", "0", "Port")]
    [InlineData("Mail:Hosst", "x", "Mail:Host")]
    [InlineData("Alerts:RepeatDays", "0", "RepeatDays")]
    public void A_mistake_ends_the_start_with_one_message_that_names_the_key(string key, string value, string named)
    {
        var message = Start(key, value);
        message.ShouldNotBeNull();
        message.ShouldStartWith("GP90");
        message.ShouldContain(named);
        message.ShouldNotContain("   at ", customMessage: "a stack is no message");
    }

    [Fact]
    public void Without_a_mistake_it_starts() => Start("Mail:Host", "smtp.example").ShouldBeNull();

    private static string? Start(string key, string value)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Work"] = "UseDevelopmentStorage=true", ["Published"] = "UseDevelopmentStorage=true", ["Pipeline:Seeds"] = Csv.Seeds,
        };
        foreach (var job in Schedules.Jobs)
        {
            settings[Schedules.KeyOf(job.Name)] = job.Binding;
        }

        if (key.StartsWith("Published:", StringComparison.Ordinal))
        {
            settings.Remove("Published");
        }

        settings[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        try
        {
            _ = new ConfigurationBuilder().AddVault(configuration).Build();
            FunctionsSettings.Check(configuration);
            using var services = new ServiceCollection().AddLogging().AddGovPipeline(configuration).BuildServiceProvider();
            services.GetRequiredService<IStartupValidator>().Validate();
            return null;
        }
        catch (Exception e) when (e is PipelineException or OptionsValidationException)
        {
            return e is OptionsValidationException problem ? PipelineServices.Explain(problem).Message : e.Message;
        }
    }
}
