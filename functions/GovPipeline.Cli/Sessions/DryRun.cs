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

    private DryRun(SessionOptions options, string folder) => (Options, _folder) = (options, folder);

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
        if (options.Storage is not null || LocalConfiguration.Read([])["Work"] is { Length: > 0 }
            || LocalConfiguration.Read([])["Work:accountName"] is { Length: > 0 })
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, "--dry-run", new Bilingual(
                "chỉ chạy thử được với dữ liệu trên máy này; với tài khoản lưu trữ dùng sources test NGUỒN TỆP",
                "tries data on this machine alone; with a storage account use sources test ID FILE"));
        }

        var folder = Directory.CreateTempSubdirectory("govpipeline-dry-").FullName;
        if (Directory.Exists(options.Data))
        {
            // The file that says which emulator is running belongs to the data themselves.
            foreach (var file in Directory.EnumerateFiles(options.Data, "*", SearchOption.AllDirectories)
                .Where(f => !Path.GetFileName(f).StartsWith("emulator.", StringComparison.Ordinal)))
            {
                var path = Path.Combine(folder, Path.GetRelativePath(options.Data, file));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Copy(file, path);
            }
        }

        return new(options with { Data = folder }, folder);
    }

    /// <inheritdoc/>
    public void Dispose()
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
