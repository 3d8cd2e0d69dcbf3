using GovPipeline.Domain.Errors;

namespace GovPipeline.Sources.Formats;

/// <summary>What comes out of a compressed file, watched: a file that grows beyond measure is a bomb, one that breaks off is damaged.</summary>
internal sealed class UnpackedStream(Stream unpacked, string fileName, long mostBytes, Func<long> packedBytes, int mostRatio) : ForwardStream
{
    // Small files may shrink a lot: a sheet of zeros is no bomb.
    private const long AlwaysAllowed = 16L << 20;
    private long _passed;

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = unpacked.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new PipelineException(e, ErrorCatalogue.FileDamaged, fileName, 0, e.Message);
        }

        _passed += read;
        if (_passed > mostBytes)
        {
            throw new PipelineException(ErrorCatalogue.FileTooLarge, fileName, $"{_passed} > {mostBytes} bytes unpacked (limits.maxBytes)");
        }

        if (_passed > AlwaysAllowed && _passed / Math.Max(1, packedBytes()) > mostRatio)
        {
            throw new PipelineException(ErrorCatalogue.FileTooLarge, fileName, $"1:{_passed / Math.Max(1, packedBytes())} > 1:{mostRatio} (limits.maxRatio)");
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
