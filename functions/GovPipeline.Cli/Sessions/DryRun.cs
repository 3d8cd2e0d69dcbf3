using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.LocalHost;

namespace GovPipeline.Cli.Sessions;

/// <summary>
/// Work on a copy of the data folder, which is gone afterwards: what a command would do is done and shown, and nothing of the data or
/// of the outside world is changed.
/// </summary>
internal sealed class DryRun : IDisposable
{
    private readonly string _folder;

    private DryRun(SessionOptions options, string folder)
    {
        (Options, _folder) = (options, folder);
        AppDomain.CurrentDomain.ProcessExit += OnExit; // a full disk ends the process, and the copy is what filled it
    }

    /// <summary>The copy.</summary>
    public SessionOptions Options { get; }

    /// <summary>No mail leaves a trial: the port of the server is one that nothing listens on.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings { get; } = new Dictionary<string, string?>
    {
        ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = "9",
    };

    /// <summary>Makes the copy.</summary>
    /// <exception cref="PipelineException">GP802: the data stand in an account, which is not copied.</exception>
    public static DryRun Begin(SessionOptions options)
    {
        var configured = LocalConfiguration.Read([]);
        if (options.Storage is not null || Session.IsSet(configured, "Work") || Session.IsSet(configured, "Published"))
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, "--dry-run", new Bilingual(
                "chỉ chạy thử được với dữ liệu trên máy này; với tài khoản lưu trữ dùng sources test NGUỒN TỆP",
                "tries data on this machine alone; with a storage account use sources test ID FILE"));
        }

        var folder = Directory.CreateTempSubdirectory("govpipeline-dry-").FullName;
        var run = new DryRun(options with { Data = folder }, folder);
        try
        {
            Copy(options.Data, folder);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private static void Copy(string from, string folder)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        // The file that says which emulator is running belongs to the data themselves; those that end in ~ are half written.
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)
            .Where(f => !Path.GetFileName(f).StartsWith("emulator.", StringComparison.Ordinal) && !f.EndsWith('~')))
        {
            var path = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                File.Copy(file, path);
            }
            catch (FileNotFoundException)
            {
                // An emulator that runs deleted it meanwhile.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Delete();
    }

    private void OnExit(object? sender, EventArgs e) => Delete();

    private void Delete()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The emulator of the copy ends a moment later; its folder is a temporary one.
        }
    }
}
