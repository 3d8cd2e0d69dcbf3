using System.IO.Compression;
using System.Text;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Testing;

/// <summary>
/// All that a pipeline keeps beside the exports themselves, as text: tables, blobs, the parts of workbooks; for looking for what must
/// not be there.
/// </summary>
public static class StoredTexts
{
    /// <summary>Each thing and its text.</summary>
    public static async IAsyncEnumerable<(string Where, string Text)> OfAsync(TestPipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        var (work, published) = (pipeline.Get<WorkAccount>().Account, pipeline.Get<PublishedAccount>().Account);
        foreach (var (account, table) in StorageNames.WorkTables.Select(t => (work, t)).Concat(StorageNames.PublishedTables.Select(t => (published, t))))
        {
            await foreach (var entity in account.Table(table).QueryAsync<Azure.Data.Tables.TableEntity>().ConfigureAwait(false))
            {
                yield return (
                    $"{table}/{entity.PartitionKey}/{entity.RowKey}",
                    string.Join('\n', entity.Select(p => p.Value)) + Uri.UnescapeDataString(entity.RowKey));
            }
        }

        foreach (var container in StorageNames.Containers.Where(c => c != StorageNames.Exports))
        {
            await foreach (var blob in work.Container(container).GetBlobsAsync().ConfigureAwait(false))
            {
                var bytes = (await work.Container(container).GetBlobClient(blob.Name).DownloadContentAsync().ConfigureAwait(false)).Value.Content.ToArray();
                yield return ($"{container}/{blob.Name}", blob.Name + Text(bytes));
            }
        }
    }

    private static string Text(byte[] bytes)
    {
        if (bytes is not [(byte)'P', (byte)'K', ..])
        {
            return Encoding.UTF8.GetString(bytes);
        }

        using var archive = new ZipArchive(new MemoryStream(bytes));
        return string.Concat(archive.Entries.Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
    }
}
