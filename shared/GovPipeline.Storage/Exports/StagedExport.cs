using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace GovPipeline.Storage.Exports;

/// <summary>
/// An export that is being written in blocks: nobody sees it before <see cref="CommitAsync"/>, so that half an export is
/// never taken for one. Holds one block in memory. Uncommitted blocks vanish by themselves.
/// </summary>
public sealed class StagedExport
{
    private const int BlockSize = 4 * 1024 * 1024, FirstSize = 64 * 1024;

    private readonly BlockBlobClient _blob;
    private readonly Dictionary<string, string> _metadata;
    private readonly List<string> _blocks = [];
    private byte[] _buffer = new byte[FirstSize]; // most exports are small; grows to a block
    private readonly string _attempt = Guid.NewGuid().ToString("N")[..12];
    private int _length, _markLength, _markBlocks, _nextBlock;

    internal StagedExport(BlobContainerClient container, string name, Dictionary<string, string> metadata) =>
        (_blob, _metadata, Name) = (container.GetBlockBlobClient(name), metadata, name);

    /// <summary>Name of the export.</summary>
    public string Name { get; }

    /// <summary>Marks where <see cref="Discard"/> goes back to.</summary>
    public void Mark() => (_markLength, _markBlocks) = (_length, _blocks.Count);

    /// <summary>Takes back what was written since <see cref="Mark"/>.</summary>
    public void Discard()
    {
        _blocks.RemoveRange(_markBlocks, _blocks.Count - _markBlocks);
        _length = _markLength;
    }

    /// <summary>Writes bytes.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            if (_length == BlockSize)
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            var count = Math.Min(bytes.Length, BlockSize - _length);
            if (_buffer.Length < _length + count)
            {
                Array.Resize(ref _buffer, Math.Min(BlockSize, Math.Max(_length + count, 2 * _buffer.Length)));
            }

            bytes[..count].CopyTo(_buffer.AsMemory(_length));
            _length += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Makes the export appear.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_length > 0)
        {
            await StageAsync(_length, cancellationToken).ConfigureAwait(false);
        }

        await _blob.CommitBlockListAsync(
            _blocks, new CommitBlockListOptions { Metadata = _metadata, HttpHeaders = new() { ContentType = "text/csv" } }, cancellationToken)
                .ConfigureAwait(false);
    }

    /// <summary>Stages the full buffer; what stands before the mark becomes a block of its own, so that the rest can be taken back.</summary>
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        var keep = _blocks.Count == _markBlocks && _markLength > 0 ? _markLength : _length;
        await StageAsync(keep, cancellationToken).ConfigureAwait(false);
        _buffer.AsSpan(keep, _length - keep).CopyTo(_buffer);
        _length -= keep;
        if (keep == _markLength)
        {
            (_markBlocks, _markLength) = (_blocks.Count, 0);
        }
    }

    private async Task StageAsync(int length, CancellationToken cancellationToken)
    {
        var id = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{_attempt}-{_nextBlock++:D6}"));
        using var block = new MemoryStream(_buffer, 0, length, writable: false);
        await _blob.StageBlockAsync(id, block, cancellationToken: cancellationToken).ConfigureAwait(false);
        _blocks.Add(id);
    }
}
