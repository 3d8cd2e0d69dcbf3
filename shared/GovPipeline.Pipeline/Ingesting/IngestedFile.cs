using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Measures;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;
using GovPipeline.Sources.Reading;
using GovPipeline.Storage.Quarantine;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>What one reading of a file gave: rows sorted by partition, rejected rows as lines, the tally, the hash.</summary>
internal sealed class IngestedFile : IDisposable
{
    private IngestedFile(DossierSpill dossiers) => Dossiers = dossiers;

    public DossierSpill Dossiers { get; }

    public List<MeasureReading> Readings { get; } = [];

    /// <summary>The lines of rejected rows; a temporary file that is deleted when closed.</summary>
    public FileStream Rejected { get; } = TemporaryFile.Create("rejected");

    /// <summary>The lines of repaired rows; a temporary file that is deleted when closed.</summary>
    public FileStream Repaired { get; } = TemporaryFile.Create("repaired");

    public FileTally Tally { get; private set; } = FileTally.None;

    public string Sha256 { get; private set; } = string.Empty;

    public long Bytes { get; private set; }

    /// <summary>Why the file as a whole is refused; null when it is not.</summary>
    public PipelineException? Refusal { get; private set; }

    /// <summary>Whether the cells of the file ask for another reading than the one it had.</summary>
    public bool AsksForAnother(ExportContext context) => Refusal is null && Tally.Rules != context.Rules;

    /// <summary>Reads.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="context">What its rows are held against.</param>
    /// <param name="spillMegabytes">What is held in memory before it goes to the disk.</param>
    /// <param name="follow">Begins to follow the reading, given what tells how many bytes were read; gives what is called at each row.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    public static IngestedFile Read(
        Stream stream, ExportContext context, int spillMegabytes, Func<Func<long>, Action?>? follow, CancellationToken cancellationToken)
    {
        var file = new IngestedFile(new DossierSpill(spillMegabytes));
        try
        {
            file.ReadRows(stream, context, follow, cancellationToken);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A file that could not be read to its end.</summary>
    public static IngestedFile Unread(PipelineException refusal) => new(new DossierSpill(1)) { Refusal = refusal };

    /// <summary>Refuses the file as a whole after it was read.</summary>
    public void Refuse(PipelineException refusal) => Refusal = refusal;

    /// <summary>Whether an unexpected error is the file's own and will come again whenever it is tried; storage, disk and cancellation are not.</summary>
    public static bool IsOfTheFile(Exception e) => e is EndOfStreamException
        or not (PipelineException or OperationCanceledException or Azure.RequestFailedException or AggregateException or IOException
            or UnauthorizedAccessException);

    public void Dispose()
    {
        Dossiers.Dispose();
        Rejected.Dispose();
        Repaired.Dispose();
    }

    private void ReadRows(Stream stream, ExportContext context, Func<Func<long>, Action?>? follow, CancellationToken cancellationToken)
    {
        using var hashed = new HashingStream(stream, cancellationToken);
        var followed = follow?.Invoke(() => hashed.Length);
        var report = new RowReport(
            row =>
            {
                Rejected.Write(QuarantineStore.Line(context.FileName, context.Source.Id, row));
                followed?.Invoke();
            },
            row => Repaired.Write(QuarantineStore.Line(row)));
        DossierSink accept = followed is null ? Dossiers.Add : (in Dossier dossier) =>
        {
            Dossiers.Add(dossier);
            followed();
        };
        try
        {
            Tally = context.Source.Kind == SourceKind.Dossiers
                ? ExportReader.ReadDossiers(hashed, context, accept, report, cancellationToken)
                : ExportReader.ReadMeasures(hashed, context, Readings.Add, report, cancellationToken);
            Dossiers.Complete();
        }
        catch (PipelineException e) when (e.Code.StartsWith("GP2", StringComparison.Ordinal))
        {
            Refusal = e;
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            // What a file holds never stops the night: it is refused, kept and told of, and not tried in a loop.
            Refusal = new(e, ErrorCatalogue.FileUnreadable, context.FileName, e.GetType().Name);
        }

        hashed.CopyTo(Stream.Null);
        (Sha256, Bytes) = (hashed.Sha256(), hashed.Length);
    }
}
