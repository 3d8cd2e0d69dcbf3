using System.CommandLine;
using GovPipeline.Cli.Commands;

Console.OutputEncoding = System.Text.Encoding.UTF8;
return await CommandLine.RunAsync(args).ConfigureAwait(false);
