using System.Text;

namespace GovPipeline.Cli.Output;

/// <summary>What a service of Windows says, which has no screen: a file in its folder; the one before it is kept when it has grown.</summary>
public static class ServiceLog
{
    /// <summary>The file.</summary>
    public const string Name = "service.log";

    private const string Before = "service.old.log";
    private const long MostBytes = 10 << 20;

    /// <summary>Opens it, to be written on; others may read it meanwhile.</summary>
    /// <param name="folder">The folder of settings and data.</param>
    public static TextWriter Open(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
        {
            File.Move(path, Path.Combine(folder, Before), overwrite: true);
        }

        return new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete), new UTF8Encoding(false))
        {
            AutoFlush = true,
        };
    }
}
