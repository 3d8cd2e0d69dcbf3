using System.Text;

namespace GovPipeline.Cli.Output;

/// <summary>A file that is seen whole or not at all: written beside itself, and deleted when its writing is broken off.</summary>
internal sealed class HalfFile : IDisposable
{
    private readonly string? _path;
    private readonly bool _isDevice;

    /// <param name="path">The file; null for standard output. A device is written to as it is: put beside itself, it would be replaced by a file.</param>
    /// <param name="encoding">How it is written; UTF-8 without a mark where nothing is said.</param>
    public HalfFile(string? path, Encoding? encoding = null)
    {
        (_path, _isDevice) = (path, path is not null && IsDevice(path));
        Writer = path is null ? Console.Out
            : new StreamWriter(_isDevice ? path : Half, append: false, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>What is written goes there.</summary>
    public TextWriter Writer { get; }

    /// <summary>Whether a path is a device and no file of a folder.</summary>
    public static bool IsDevice(string path) => Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    private string Half => $"{_path}.tmp";

    /// <summary>Puts the file into its place.</summary>
    public void Complete()
    {
        Writer.Flush();
        if (_path is not null)
        {
            Writer.Dispose();
            if (!_isDevice)
            {
                File.Move(Half, _path, overwrite: true);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_path is null)
        {
            return;
        }

        try
        {
            Writer.Dispose();
        }
        catch (IOException)
        {
            // The disk is full: whoever wrote was told.
        }

        if (!_isDevice)
        {
            File.Delete(Half);
        }
    }
}
