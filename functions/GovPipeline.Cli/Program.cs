using GovPipeline.Cli.Commands;
using Microsoft.Extensions.Hosting.WindowsServices;

Console.OutputEncoding = System.Text.Encoding.UTF8;
if (WindowsServiceHelpers.IsWindowsService())
{
    // Windows begins services in its own folder; settings and data of this one are where those of programs belong.
    Environment.CurrentDirectory = Directory.CreateDirectory(
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "GovPipeline")).FullName;
}

return await CommandLine.RunAsync(args).ConfigureAwait(false);
