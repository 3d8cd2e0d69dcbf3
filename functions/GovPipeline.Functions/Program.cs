using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Configuration;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Configuration.AddVault(builder.Configuration);
FunctionsSettings.Check(builder.Configuration);
builder.Services.AddGovPipeline(builder.Configuration);
builder.Build().Run();
