using GovPipeline.Domain.Errors;

namespace GovPipeline.Sources.Formats;

/// <summary>Temporary copies of what must be read from more than one place. Gone when closed, or with the process.</summary>
internal static class SpooledFile
{
    /// <summary>Copies a stream into a temporary file.</summary>
    /// <exception cref="PipelineException">GP208 when it is longer than <paramref name="mostBytes"/>.</exception>
    public static FileStream Copy(Stream stream, string fileName, long mostBytes)
    {
        var file = TemporaryFile.Create("spool");
        try
        {
            var buffer = new byte[128 * 1024];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                file.Write(buffer.AsSpan(0, read));
                if (file.Length > mostBytes)
                {
                    throw new PipelineException(ErrorCatalogue.FileTooLarge, fileName, $"{file.Length} > {mostBytes} bytes");
                }
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
