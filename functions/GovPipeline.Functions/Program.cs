using GovPipeline.Domain.Errors;
using GovPipeline.Functions;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Configuration;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.Configuration.AddVault(builder.Configuration);
    FunctionsSettings.Check(builder.Configuration);
    builder.Services.AddTelemetry(builder.Configuration).UseFunctionsWorkerDefaults();
    builder.Services.AddGovPipeline(builder.Configuration);
    builder.Build().Run();
    return 0;
}
catch (Exception e) when (e is PipelineException or OptionsValidationException)
{
    // One message that names the key and the remedy, for the log stream of the app.
    await Console.Error.WriteLineAsync(e is OptionsValidationException problem ? PipelineServices.Explain(problem).Message : e.Message).ConfigureAwait(false);
    return 3;
}
