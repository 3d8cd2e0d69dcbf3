namespace GovPipeline.Sources.Formats;

/// <summary>
/// Temporary files: readable by this user alone, and gone when closed, also when the process is killed. Where the system
/// allows it they lose their name at once, so that nothing is left to be found.
/// </summary>
public static class TemporaryFile
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Makes one.</summary>
    /// <param name="suffix">What it is for, <c>spill</c>.</param>
    /// <param name="folder">Its folder; null for the system's.</param>
    /// <param name="options">Beside being deleted when closed.</param>
    public static FileStream Create(string suffix, string? folder = null, FileOptions options = FileOptions.None)
    {
        var path = Path.Combine(folder ?? Path.GetTempPath(), $"govpipeline-{Guid.NewGuid():N}.{suffix}");
        var open = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = BufferSize,
            Options = options | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, open);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return file;
    }
}
