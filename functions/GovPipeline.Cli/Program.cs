using GovPipeline.Cli.Commands;
using GovPipeline.Cli.Output;
using Microsoft.Extensions.Hosting.WindowsServices;

Console.OutputEncoding = System.Text.Encoding.UTF8;
if (WindowsServiceHelpers.IsWindowsService())
{
    // Windows begins services in its own folder; settings and data of this one are where those of programs belong.
    Environment.CurrentDirectory = Directory.CreateDirectory(
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "GovPipeline")).FullName;
    var log = ServiceLog.Open(Environment.CurrentDirectory);
    Console.SetOut(log);
    Console.SetError(log);
}

return await CommandLine.RunAsync(args).ConfigureAwait(false);
