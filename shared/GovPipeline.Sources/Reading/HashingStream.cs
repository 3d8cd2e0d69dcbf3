using System.Security.Cryptography;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>Passes a stream through and takes the SHA-256 and length of what passed. Reads forward only.</summary>
/// <param name="inner">The stream; not disposed of with this one.</param>
/// <param name="cancellationToken">Ends whatever reads from it.</param>
public sealed class HashingStream(Stream inner, CancellationToken cancellationToken = default) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;

    /// <summary>Bytes that passed so far.</summary>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>SHA-256 of what passed, lower-case hexadecimal. Ends the hash.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Pass(buffer, inner.Read(buffer));
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Pass(buffer.Span, read);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Pass(ReadOnlySpan<byte> buffer, int read)
    {
        _hash.AppendData(buffer[..read]);
        _length += read;
        return read;
    }
}
