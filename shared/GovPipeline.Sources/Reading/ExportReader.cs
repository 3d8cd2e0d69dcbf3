using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Text;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Reads an export in one streaming pass, whatever its size and format: finds the tables and their headers, validates each
/// row with all its errors, hands good rows on and bad rows out. Nothing of a file that throws may be kept; nor of one whose tally has
/// other <see cref="FileTally.Rules"/> than those it was read by, which is to be read again by them.
/// </summary>
public static class ExportReader
{
    /// <summary>Reads dossiers.</summary>
    /// <param name="stream">The file, read once from where it stands.</param>
    /// <param name="context">Source, date, units, vocabulary.</param>
    /// <param name="accept">Receives each good row.</param>
    /// <param name="report">Is told of bad rows and repairs.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <exception cref="PipelineException">GP2xx: the file as a whole is refused.</exception>
    public static FileTally ReadDossiers(
        Stream stream, ExportContext context, DossierSink accept, RowReport report, CancellationToken cancellationToken)
    {
        var aliases = DossierAliases(context);
        var layout = new TableLayout(aliases, [.. RequiredOfDossiers(context)],
            (columns, notes, _) => new DossierRowParser(context, columns, accept) { Notes = notes });
        return new FileReading(context, layout, report, cancellationToken).Read(stream);
    }

    /// <summary>Reads measures.</summary>
    /// <inheritdoc cref="ReadDossiers"/>
    public static FileTally ReadMeasures(
        Stream stream, ExportContext context, Action<MeasureReading> accept, RowReport report, CancellationToken cancellationToken)
    {
        var aliases = MeasureColumns.Aliases(context.Source.Measures!);
        var required = MeasureColumns.Required(context.Source);
        var layout = new TableLayout(aliases, [.. required],
            (columns, notes, titles) => new MeasureRowParser(context, columns, accept) { Notes = notes, Titles = titles });
        return new FileReading(context, layout, report, cancellationToken).Read(stream);
    }

    /// <summary>Writes a file again as CSV with only the columns that are read, so that personal data do not leave the building.</summary>
    /// <inheritdoc cref="ReadDossiers"/>
    /// <param name="stream">The file, read once from where it stands.</param>
    /// <param name="context">Source, units, identity key.</param>
    /// <param name="output">Receives UTF-8 text with a header.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    public static FileTally Reduce(Stream stream, ExportContext context, TextWriter output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        var isDossiers = context.Source.Kind == SourceKind.Dossiers;
        var aliases = isDossiers ? DossierAliases(context) : MeasureColumns.Aliases(context.Source.Measures!);
        var required = isDossiers ? RequiredOfDossiers(context) : MeasureColumns.Required(context.Source);
        var key = isDossiers ? DossierColumns.DossierCode : MeasureColumns.DateColumn;
        IReadOnlyList<(string Name, string Heading)> names =
        [
            .. aliases.Where(a => a.Value.Count > 0 && (a.Key != DossierColumns.SubmitterRef || context.Identities is not null))
                .Select(a => (a.Key, a.Value[0])).DistinctBy(a => Folding.Fold(a.Item2)),
        ];
        output.Write(string.Join(',', names.Select(n => ReducingParser.Quoted(n.Heading))) + "\n");
        var layout = new TableLayout(aliases, [.. required],
            (columns, notes, _) => new ReducingParser(context, columns, names, key, output) { Notes = notes });
        return new FileReading(context, layout, RowReport.Silent, cancellationToken).Read(stream);
    }

    private static IEnumerable<string> RequiredOfDossiers(ExportContext context) => context.Source.DefaultUnit is null
        ? DossierColumns.Required.Append(DossierColumns.ReceivingUnit)
        : DossierColumns.Required;

    private static Dictionary<string, IReadOnlyList<string>> DossierAliases(ExportContext context)
    {
        var aliases = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var column in DossierColumns.Names)
        {
            aliases[column] =
            [
                .. context.Source.Columns.GetValueOrDefault(column) ?? [],
                .. context.Vocabulary.Columns.GetValueOrDefault(column) ?? [],
            ];
        }

        return aliases;
    }
}
