using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Parquet;

namespace GovPipeline.Storage.Published;

/// <summary>
/// One publication of a period. It remembers in the work account what it left in the tables, row by row, so that the next one writes what
/// differs without reading the rest. Before its first write it says in that place that it writes, and after its last what it left, each on
/// condition that nobody else said anything meanwhile. Cut off between, all rows are read and compared again; so they are once in a while
/// all the same. While another may still be writing that said so, nothing is remembered.
/// </summary>
/// <param name="tables">The published tables.</param>
/// <param name="work">The work account.</param>
/// <param name="partition">The period.</param>
/// <param name="time">The clock.</param>
public sealed class Publication(PublishedTables tables, WorkAccount work, string partition, TimeProvider time)
{
    private const string ReadAt = "readat", Place = "place", Writing = "writing", Folder = "published/";
    private static readonly TimeSpan Trusted = TimeSpan.FromDays(7);

    // Longer than a lease and all tries of a request: whoever said that it writes before that does not write any more.
    private static readonly TimeSpan LongestWriting = TimeSpan.FromMinutes(15);
    private readonly BlobClient _blob = work.Account.Container(StorageNames.Counts).GetBlobClient($"{Folder}{partition}.parquet");
    private readonly Dictionary<(string Table, string Row), (string Fingerprint, ETag ETag)> _left = [];
    private readonly List<(string Table, List<TableTransactionAction> Actions)> _changes = [];
    private Dictionary<(string Table, string Row), (string Fingerprint, ETag ETag)>? _known;
    private DateTimeOffset _readAt = time.GetUtcNow();
    private ETag? _tag;
    private bool _mayRemember = true, _isSaid;

    /// <summary>Whether what stands is remembered and need not be read.</summary>
    public bool Remembers => _known is not null;

    /// <summary>Forgets what all publications left, so that each next one reads and compares all rows.</summary>
    public static async Task ForgetAllAsync(WorkAccount work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        var container = work.Account.Container(StorageNames.Counts);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancellationToken).ConfigureAwait(false))
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks what was left by the publication before. A first one says at once that it writes: where it may say so, there was none.</summary>
    /// <param name="isFull">Whether all rows are to be read and compared, whatever is remembered.</param>
    /// <param name="isFirst">
    /// Whether the period has no row in <c>datasets</c>: when nobody ever said that it writes either, no row stands. One that does all the same is met
    /// when it is added, and the next try reads all.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task BeginAsync(bool isFull, bool isFirst, CancellationToken cancellationToken)
    {
        if (isFirst && !isFull && await SayAsync([], new() { [Writing] = "true" }, cancellationToken).ConfigureAwait(false))
        {
            (_known, _isSaid) = ([], true);
            return;
        }

        try
        {
            var answer = await _blob.DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            var about = answer.Value.Details.Metadata;
            _tag = answer.Value.Details.ETag;
            if (about.ContainsKey(Writing))
            {
                _mayRemember = answer.GetRawResponse().Headers.Date - answer.Value.Details.LastModified > LongestWriting;
                return;
            }

            string Said(string what) => about.TryGetValue(what, out var value) ? value : string.Empty;
            if (isFull || Said(Place) != tables.Place
                || !DateTimeOffset.TryParse(Said(ReadAt), CultureInfo.InvariantCulture, out var readAt) || time.GetUtcNow() - readAt > Trusted)
            {
                return;
            }

            _readAt = readAt;
            _known = (await Table().ReadAsync(answer.Value.Content, cancellationToken).ConfigureAwait(false))
                .ToDictionary(r => (r.Table, r.Row), r => (r.Fingerprint, new ETag(r.ETag)));
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Nobody ever remembered anything of it: all rows are read.
        }
    }

    /// <summary>Says that it writes, unless it said so; from here to the end nobody trusts what was remembered.</summary>
    /// <param name="held">The lease of the one writer.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Domain.Errors.PipelineException">GP402: another writer was there; begun again, all rows are read.</exception>
    public async Task AnnounceAsync(HeldLease held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        if (_isSaid)
        {
            return;
        }

        await held.EnsureAsync().ConfigureAwait(false);
        if (!await SayAsync([], new() { [Writing] = "true" }, cancellationToken).ConfigureAwait(false))
        {
            throw new Domain.Errors.PipelineException(Domain.Errors.ErrorCatalogue.StorageContention, _blob.Name, 1);
        }

        _isSaid = true;
    }

    /// <summary>Says what the rows of a table are to be.</summary>
    public async Task AddAsync<T>(string table, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : IPublishedRow
    {
        ArgumentNullException.ThrowIfNull(rows);
        var keyed = rows.Select(r => (Key: (table, TableKeys.Escape(r.RowKey)), Row: r, Fingerprint: FingerprintOf(r))).ToList();
        if (_known is null)
        {
            var (actions, standing) = await tables.ChangesAsync(table, partition, rows, cancellationToken).ConfigureAwait(false);
            lock (_left)
            {
                keyed.ForEach(k => _left[k.Key] = (k.Fingerprint, standing.GetValueOrDefault(k.Key.Item2)));
                _changes.Add((table, actions));
            }

            return;
        }

        var changes = new List<TableTransactionAction>();
        foreach (var (key, row, fingerprint) in keyed)
        {
            var isThere = _known.TryGetValue(key, out var known);
            if (!isThere || known.Fingerprint != fingerprint)
            {
                var entity = tables.Entity(row);
                changes.Add(isThere ? new(TableTransactionActionType.UpdateReplace, entity, known.ETag) : new(TableTransactionActionType.Add, entity));
            }

            lock (_left)
            {
                _left[key] = (fingerprint, known.ETag);
            }
        }

        var now = keyed.Select(k => k.Key).ToHashSet();
        changes.AddRange(_known.Where(k => k.Key.Table == table && !now.Contains(k.Key)).Select(k =>
            new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(TableKeys.Escape(partition), k.Key.Row), k.Value.ETag)));
        lock (_left)
        {
            _changes.Add((table, changes));
        }
    }

    /// <summary>Writes what differs, on condition that it stands as it was left.</summary>
    /// <param name="held">The lease of the one writer.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    /// <returns>Rows written or removed.</returns>
    /// <exception cref="Domain.Errors.PipelineException">GP402: another writer was there; begun again, all rows are read.</exception>
    public async Task<int> WriteAsync(HeldLease held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        var changes = _changes.Sum(c => c.Actions.Count);
        if (changes > 0)
        {
            await AnnounceAsync(held, cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(_changes.Select(c => tables.SubmitAsync(c.Table, partition, c.Actions, held, (row, tag) => Written(c.Table, row, tag),
                cancellationToken))).ConfigureAwait(false);
        }

        return changes;
    }

    /// <summary>Remembers what is left, once all of the period is written.</summary>
    public async Task EndAsync(HeldLease held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        if (!_mayRemember || (_known is not null && !_isSaid && _changes.TrueForAll(c => c.Actions.Count == 0)))
        {
            return;
        }

        var about = new Dictionary<string, string> { [ReadAt] = _readAt.ToString("O", CultureInfo.InvariantCulture), [Place] = tables.Place };
        await held.EnsureAsync().ConfigureAwait(false);
        await SayAsync(
            [.. _left.Select(l => new LeftRow
            {
                Table = l.Key.Table, Row = l.Key.Row, Fingerprint = l.Value.Fingerprint, ETag = l.Value.ETag.ToString(),
            })],
            about, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says something on condition that nobody else did since this one looked or said something itself.</summary>
    private async Task<bool> SayAsync(LeftRow[] rows, Dictionary<string, string> about, CancellationToken cancellationToken)
    {
        try
        {
            var written = await _blob.UploadAsync(
                await Table().WriteAsync(rows, cancellationToken).ConfigureAwait(false),
                new BlobUploadOptions
                {
                    Conditions = _tag is { } tag ? new() { IfMatch = tag } : new() { IfNoneMatch = ETag.All },
                    Metadata = about,
                },
                cancellationToken).ConfigureAwait(false);
            _tag = written.Value.ETag;
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private void Written(string table, string row, ETag tag)
    {
        lock (_left)
        {
            _left[(table, row)] = (_left[(table, row)].Fingerprint, tag);
        }
    }

    private static string FingerprintOf(IPublishedRow row) =>
        Convert.ToHexStringLower(XxHash128.Hash(JsonSerializer.SerializeToUtf8Bytes(row, row.GetType())));

    private static ParquetTable<LeftRow> Table() => new ParquetTable<LeftRow>()
        .Text("table", (in r) => r.Table, (ref r, v) => r.Table = v)
        .Text("row", (in r) => r.Row, (ref r, v) => r.Row = v)
        .Text("fingerprint", (in r) => r.Fingerprint, (ref r, v) => r.Fingerprint = v)
        .Text("etag", (in r) => r.ETag, (ref r, v) => r.ETag = v);

    private record struct LeftRow
    {
        public string Table { get; set; }

        public string Row { get; set; }

        public string Fingerprint { get; set; }

        public string ETag { get; set; }
    }
}
