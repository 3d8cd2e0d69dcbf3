using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Sorts the rows of a file by partition in bounded memory: what does not fit goes to a temporary file, partition by
/// partition. The file has codes, dates and flags only; it is deleted when closed, however the process ends. Rows are packed by who
/// brings them and sorted by a thread of its own, so that reading goes on.
/// </summary>
public sealed class DossierSpill : IDisposable
{
    private const int ChunkRows = 64, BatchRows = 1024, BatchesAhead = 3, Remembered = 1024;

    private static readonly int ChunkBytes = ChunkRows * PackedDossier.Size, BatchBytes = BatchRows * PackedDossier.Size;
    private readonly long _budget;
    private readonly string? _folder;
    private readonly TextNumbers _texts = new();
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bucket>.AlternateLookup<ReadOnlySpan<char>> _bucketsBySpan;
    private readonly Bucket?[] _lastBuckets = new Bucket?[Remembered];
    private readonly Stack<byte[]> _free = new();
    private Handover<(byte[] Rows, int Length)>? _waiting;
    private Handover<byte[]>? _spare;
    private Task? _sorting;
    private byte[] _batch = GC.AllocateUninitializedArray<byte>(ChunkBytes);
    private readonly SharedCodes _shared = new();
    private readonly HashSet<int> _units = [];
    private int _used;
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
    public IReadOnlyList<PartitionKey> Partitions
    {
        get
        {
            Complete();
            return [.. _buckets.Values.Select(b => b.Key)];
        }
    }

    /// <summary>Rows with the code of another row that was received elsewhere, on another day or by another channel.</summary>
    public SharedCodes Shared
    {
        get
        {
            Complete();
            return _shared;
        }
    }

    /// <summary>The units of the rows so far.</summary>
    public IReadOnlyList<string> Units
    {
        get
        {
            Complete();
            return [.. _units.Select(_texts.Text)];
        }
    }

    /// <summary>Takes a row in.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(in Dossier dossier)
    {
        if (_used == _batch.Length)
        {
            HandOver();
        }

        PackedDossier.Pack(in dossier, _texts, _batch.AsSpan(_used, PackedDossier.Size));
        _used += PackedDossier.Size;
    }

    /// <summary>Waits until all rows that came are sorted.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Complete()
    {
        EndSorting();
        Sort(_batch.AsSpan(0, _used));
        _used = 0;
    }

    /// <summary>The rows of a partition. Not for two callers at once.</summary>
    public LentRows Read(PartitionKey key)
    {
        Complete();
        var bucket = _buckets[key.ToString()];
        var spilled = bucket.Segments.Sum(s => s.Length);
        var inMemory = bucket.Chunks.Count == 0 ? 0 : ((bucket.Chunks.Count - 1) * ChunkBytes) + bucket.Used;
        var lent = new LentRows((spilled + inMemory) / PackedDossier.Size);
        var rows = lent.Rows.Span;
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

        return lent;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            EndSorting();
        }
        catch (IOException)
        {
            // Whoever added the rows was told, or does not want them any more.
        }

        _file?.Dispose();
    }

    private void HandOver()
    {
        if (_batch.Length < BatchBytes)
        {
            // A small file is sorted by the thread that reads it.
            Sort(_batch);
            (_batch, _used) = (GC.AllocateUninitializedArray<byte>(BatchBytes), 0);
            return;
        }

        if (_sorting is null)
        {
            (_waiting, _spare) = (new(), new());
            for (var i = 0; i < BatchesAhead; i++)
            {
                _spare.Add(GC.AllocateUninitializedArray<byte>(BatchBytes));
            }

            _sorting = Task.Factory.StartNew(SortAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        _waiting!.Add((_batch, _used));
        if (!_spare!.TryTake(out var spare))
        {
            EndSorting(); // it failed, and says of what
            throw new InvalidOperationException("Sorting ended before its rows did.");
        }

        (_batch, _used) = (spare, 0);
    }

    private void EndSorting()
    {
        if (_sorting is not { } sorting)
        {
            return;
        }

        _waiting!.End();
        try
        {
            sorting.GetAwaiter().GetResult();
        }
        finally
        {
            (_waiting, _spare, _sorting) = (null, null, null);
        }
    }

    private void SortAll()
    {
        try
        {
            while (_waiting!.TryTake(out var batch))
            {
                Sort(batch.Rows.AsSpan(0, batch.Length));
                _spare!.Add(batch.Rows);
            }
        }
        finally
        {
            _spare!.End();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called once for a thousand rows
    private void Sort(ReadOnlySpan<byte> rows)
    {
        for (; rows.Length > 0; rows = rows[PackedDossier.Size..])
        {
            var row = rows[..PackedDossier.Size];
            var bucket = BucketOf(row);
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

            _shared.Add(row);
            _units.Add(PackedDossier.UnitOf(row));
            row.CopyTo(bucket.Chunks[^1].AsSpan(bucket.Used));
            bucket.Used += PackedDossier.Size;
        }
    }

    private int Unpack(ReadOnlySpan<byte> packed, Span<Dossier> rows, int at)
    {
        for (var offset = 0; offset < packed.Length; offset += PackedDossier.Size)
        {
            rows[at++] = PackedDossier.Unpack(packed.Slice(offset, PackedDossier.Size), _texts);
        }

        return at;
    }

    private Bucket BucketOf(ReadOnlySpan<byte> row)
    {
        var code = PackedDossier.CodeOf(row).TrimEnd((byte)0);
        if (!PartitionKey.TrySplit(code, out var organisation, out var month))
        {
            return BucketOf(PartitionKey.Of(DossierCode.FromBytes(PackedDossier.CodeOf(row))));
        }

        var prefix = code[..(organisation.Length + 1 + month.Length)];
        ref var last = ref _lastBuckets[(int)(XxHash3.HashToUInt64(prefix) % Remembered)];
        if (last is not null && last.Prefix.AsSpan().SequenceEqual(prefix))
        {
            return last;
        }

        Span<char> name = stackalloc char[DossierCode.MaxBytes];
        var length = Encoding.ASCII.GetChars(organisation, name);
        name[length++] = '/';
        length += Encoding.ASCII.GetChars(month, name[length..]);
        if (!_bucketsBySpan.TryGetValue(name[..length], out last))
        {
            last = BucketOf(new PartitionKey(Encoding.ASCII.GetString(organisation), Encoding.ASCII.GetString(month)));
        }

        last.Prefix = prefix.ToArray();
        return last;
    }

    private Bucket BucketOf(PartitionKey key)
    {
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

        /// <summary>What the codes of its rows begin with; of codes of another form, nothing.</summary>
        public byte[] Prefix { get; set; } = [];

        public List<byte[]> Chunks { get; } = [];

        public List<(long Offset, int Length)> Segments { get; } = [];

        public int Used { get; set; }
    }
}
