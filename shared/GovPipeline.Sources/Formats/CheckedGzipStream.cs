using System.Buffers.Binary;
using System.IO.Compression;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// Unpacks gzip and checks the length in its trailer (RFC 1952, 2.3.1): the platform's own stream takes half of a packed
/// body for the whole, without a word.
/// </summary>
internal sealed class CheckedGzipStream : Stream
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

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _gzip.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Check(read, buffer.IsEmpty);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer) => Check(_gzip.Read(buffer), buffer.IsEmpty);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
    private sealed class Tail(Stream packed) : Stream
    {
        private readonly byte[] _last = new byte[4];

        public long Passed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => BinaryPrimitives.ReadUInt32LittleEndian(_last);

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await packed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Remember(buffer.Span[..read]);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = packed.Read(buffer, offset, count);
            Remember(buffer.AsSpan(offset, read));
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
