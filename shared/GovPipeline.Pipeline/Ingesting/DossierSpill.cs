using System.Text;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Sorts the rows of a file by partition in bounded memory: what does not fit goes to a temporary file, partition by
/// partition. The file has codes, dates and flags only; it is deleted when closed, however the process ends.
/// </summary>
public sealed class DossierSpill : IDisposable
{
    private const int ChunkRows = 64;

    private static readonly int ChunkBytes = ChunkRows * PackedDossier.Size;
    private readonly long _budget;
    private readonly string? _folder;
    private readonly TextNumbers _texts = new();
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bucket>.AlternateLookup<ReadOnlySpan<char>> _bucketsBySpan;
    private readonly Stack<byte[]> _free = new();
    private long _held;
    private FileStream? _file;

    /// <param name="megabytes">Memory to hold rows in.</param>
    /// <param name="folder">Folder of the temporary file; null for the system's.</param>
    public DossierSpill(int megabytes, string? folder = null)
    {
        (_budget, _folder) = ((long)megabytes << 20, folder);
        _bucketsBySpan = _buckets.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The partitions of the rows so far.</summary>
    public IReadOnlyList<PartitionKey> Partitions => [.. _buckets.Values.Select(b => b.Key)];

    /// <summary>Takes a row in.</summary>
    public void Add(in Dossier dossier)
    {
        var bucket = BucketOf(in dossier);
        if (bucket.Used == ChunkBytes || bucket.Chunks.Count == 0)
        {
            if (_held + ChunkBytes > _budget && _held > 0)
            {
                Spill();
            }

            bucket.Chunks.Add(_free.TryPop(out var chunk) ? chunk : GC.AllocateUninitializedArray<byte>(ChunkBytes));
            bucket.Used = 0;
            _held += ChunkBytes;
        }

        PackedDossier.Pack(in dossier, _texts, bucket.Chunks[^1].AsSpan(bucket.Used, PackedDossier.Size));
        bucket.Used += PackedDossier.Size;
    }

    /// <summary>The rows of a partition. Not for two callers at once.</summary>
    public Dossier[] Read(PartitionKey key)
    {
        var bucket = _buckets[key.ToString()];
        var spilled = bucket.Segments.Sum(s => s.Length);
        var inMemory = bucket.Chunks.Count == 0 ? 0 : ((bucket.Chunks.Count - 1) * ChunkBytes) + bucket.Used;
        var rows = new Dossier[(spilled + inMemory) / PackedDossier.Size];
        var at = 0;
        foreach (var (offset, length) in bucket.Segments)
        {
            var bytes = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
            RandomAccess.Read(_file!.SafeFileHandle, bytes.AsSpan(0, length), offset);
            at = Unpack(bytes.AsSpan(0, length), rows, at);
            System.Buffers.ArrayPool<byte>.Shared.Return(bytes);
        }

        for (var i = 0; i < bucket.Chunks.Count; i++)
        {
            at = Unpack(bucket.Chunks[i].AsSpan(0, i == bucket.Chunks.Count - 1 ? bucket.Used : ChunkBytes), rows, at);
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private int Unpack(ReadOnlySpan<byte> packed, Dossier[] rows, int at)
    {
        for (var offset = 0; offset < packed.Length; offset += PackedDossier.Size)
        {
            rows[at++] = PackedDossier.Unpack(packed.Slice(offset, PackedDossier.Size), _texts);
        }

        return at;
    }

    private Bucket BucketOf(in Dossier dossier)
    {
        Span<byte> bytes = stackalloc byte[DossierCode.MaxBytes];
        dossier.Code.CopyTo(bytes);
        var code = bytes.TrimEnd((byte)0);
        Span<char> name = stackalloc char[DossierCode.MaxBytes];
        if (PartitionKey.TrySplit(code, out var organisation, out var month))
        {
            var length = Encoding.ASCII.GetChars(organisation, name);
            name[length++] = '/';
            length += Encoding.ASCII.GetChars(month, name[length..]);
            if (_bucketsBySpan.TryGetValue(name[..length], out var known))
            {
                return known;
            }
        }

        var key = PartitionKey.Of(dossier.Code);
        if (!_buckets.TryGetValue(key.ToString(), out var bucket))
        {
            _buckets[key.ToString()] = bucket = new(key);
        }

        return bucket;
    }

    private void Spill()
    {
        _file ??= TemporaryFile.Create("spill", _folder);
        foreach (var bucket in _buckets.Values.Where(b => b.Chunks.Count > 0))
        {
            var begin = _file.Position;
            for (var i = 0; i < bucket.Chunks.Count; i++)
            {
                _file.Write(bucket.Chunks[i].AsSpan(0, i == bucket.Chunks.Count - 1 ? bucket.Used : ChunkBytes));
                _free.Push(bucket.Chunks[i]);
            }

            bucket.Segments.Add((begin, (int)(_file.Position - begin)));
            bucket.Chunks.Clear();
            bucket.Used = 0;
        }

        _file.Flush(); // rows are read past the stream's buffer

        _held = 0;
    }

    private sealed class Bucket(PartitionKey key)
    {
        public PartitionKey Key => key;

        public List<byte[]> Chunks { get; } = [];

        public List<(long Offset, int Length)> Segments { get; } = [];

        public int Used { get; set; }
    }
}
