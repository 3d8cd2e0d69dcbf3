using System.Diagnostics;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Emulation;

/// <summary>Where the pinned Node servers are, installed on first use.</summary>
public static class NodeServers
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(10);

    /// <summary>The <c>infra</c> folder with the servers in it.</summary>
    /// <param name="say">Told what takes long.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="PipelineException">GP403.</exception>
    public static async Task<string> EnsureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var folder = Find() ?? throw new PipelineException(ErrorCatalogue.EmulatorFailed, "infra/package.json?");
        await using var turn = await TakeTurnAsync(Path.Combine(folder, ".install.lock"), cancellationToken).ConfigureAwait(false);
        var installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
        {
            return folder;
        }

        say("Cài trình giả lập lưu trữ và máy chủ thư (npm ci), chỉ lần đầu / installing the emulators, first time only …");
        await RunAsync(folder, cancellationToken).ConfigureAwait(false);
        return folder;
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "infra", "serve.mjs")))
            {
                return Path.Combine(at.FullName, "infra");
            }
        }

        return null;
    }

    /// <summary>One process installs, the others wait.</summary>
    private static async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(200, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(InstallLimit);
            using var npm = Process.Start(start)!;
            var output = npm.StandardOutput.ReadToEndAsync(limit.Token);
            var error = await npm.StandardError.ReadToEndAsync(limit.Token).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await npm.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            if (npm.ExitCode != 0)
            {
                throw new PipelineException(ErrorCatalogue.EmulatorFailed, $"npm ci: {error.Trim()}");
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new PipelineException(e, ErrorCatalogue.EmulatorFailed, "npm?");
        }
    }
}
