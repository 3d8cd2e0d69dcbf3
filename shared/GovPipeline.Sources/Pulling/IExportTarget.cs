namespace GovPipeline.Sources.Pulling;

/// <summary>
/// Where a pulled export is written, page by page. Nothing of it exists for anyone until all pages are there and
/// whoever made the target commits it; a page that fails is taken back.
/// </summary>
public interface IExportTarget
{
    /// <summary>Begins a page: <see cref="DiscardPage"/> goes back to here.</summary>
    void BeginPage();

    /// <summary>Writes bytes of the page.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Takes back what was written since <see cref="BeginPage"/>.</summary>
    void DiscardPage();
}
