using GovPipeline.Sources.Definitions;

namespace GovPipeline.Sources.Pulling;

/// <summary>Copies a file as it is (XLSX, XLS, XML, an archive); what it is is told by its content when it is read.</summary>
internal sealed class WholeFile(SourceDefinition source, IExportTarget target) : PageCopy(source, target)
{
    public override bool HasContent => Bytes > 0;

    public override async Task<long> CopyAsync(Stream page, CancellationToken cancellationToken)
    {
        Target.BeginPage();
        var before = Bytes;
        try
        {
            var buffer = new byte[128 * 1024];
            for (int read; (read = await page.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                await WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            Target.DiscardPage();
            Bytes = before;
            throw;
        }

        Rows = Bytes > 0 ? 1 : 0; // how many there are is known when it is read
        return Rows;
    }
}
