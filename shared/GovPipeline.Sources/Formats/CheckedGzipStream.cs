using System.Buffers.Binary;
using System.IO.Compression;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// Unpacks gzip and checks the length in its trailer (RFC 1952, 2.3.1): the platform's own stream takes half of a packed
/// body for the whole, without a word.
/// </summary>
internal sealed class CheckedGzipStream : ForwardStream
{
    private readonly Tail _tail;
    private readonly GZipStream _gzip;
    private readonly Func<Exception> _truncated;
    private uint _length;

    /// <param name="packed">The packed bytes.</param>
    /// <param name="truncated">Makes the error of a body that ends too early.</param>
    public CheckedGzipStream(Stream packed, Func<Exception> truncated)
    {
        (_tail, _truncated) = (new(packed), truncated);
        _gzip = new(_tail, CompressionMode.Decompress);
    }

    /// <summary>Packed bytes that were read so far.</summary>
    public long PackedBytes => _tail.Passed;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _gzip.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Check(read, buffer.IsEmpty);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer) => Check(_gzip.Read(buffer), buffer.IsEmpty);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Check(int read, bool askedForNothing)
    {
        _length += (uint)read;
        return read > 0 || askedForNothing || _tail.Length == _length ? read : throw _truncated();
    }

    /// <summary>Passes packed bytes on and remembers the last four: the length of the unpacked, modulo 2³².</summary>
    private sealed class Tail(Stream packed) : ForwardStream
    {
        private readonly byte[] _last = new byte[4];

        public long Passed { get; private set; }

        public override long Length => BinaryPrimitives.ReadUInt32LittleEndian(_last);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await packed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Remember(buffer.Span[..read]);
            return read;
        }

        public override int Read(Span<byte> buffer)
        {
            var read = packed.Read(buffer);
            Remember(buffer[..read]);
            return read;
        }

        private void Remember(ReadOnlySpan<byte> bytes)
        {
            Passed += bytes.Length;
            if (bytes.Length >= 4)
            {
                bytes[^4..].CopyTo(_last);
                return;
            }

            _last.AsSpan(bytes.Length).CopyTo(_last);
            bytes.CopyTo(_last.AsSpan(4 - bytes.Length));
        }
    }
}
