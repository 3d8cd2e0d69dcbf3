using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Web.Pages;
using GovPipeline.Reporting.Reports;

namespace GovPipeline.Pipeline.Reports;

/// <summary>Makes the files of a report.</summary>
public sealed class ReportFiles(ReportData data, ReferenceData reference)
{
    /// <summary>The formats, by file extension.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["xlsx", "docx", "html", "csv"];

    /// <summary>Makes them.</summary>
    /// <param name="period">The period.</param>
    /// <param name="unitId">Unit or area roll-up.</param>
    /// <param name="formats">Of <see cref="Formats"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Names and contents.</returns>
    public async Task<IReadOnlyList<(string Name, byte[] Content)>> MakeAsync(Period period, string unitId, IEnumerable<string> formats,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        return await MakeAsync(await data.OfAsync(period, unitId, cancellationToken).ConfigureAwait(false), formats).ConfigureAwait(false);
    }

    /// <summary>Makes them of figures that are put together already.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="formats">Of <see cref="Formats"/>.</param>
    /// <returns>Names and contents.</returns>
    public async Task<IReadOnlyList<(string Name, byte[] Content)>> MakeAsync(PeriodReport report, IEnumerable<string> formats)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(formats);
        var made = new List<(string, byte[])>();
        foreach (var format in formats)
        {
            made.Add(($"{NameOf(report)}.{format}", await MakeAsync(report, format).ConfigureAwait(false)));
        }

        return made;
    }

    /// <summary>A file name that people can read: <c>bao-cao-6-thang-dau-nam-2022-bo-phan-mot-cua-thanh-pho</c>.</summary>
    private static string NameOf(PeriodReport report) => FileNames.Readable($"bao cao {report.Period.NameVi} {report.UnitName} {report.Period.Calendar}");

    private Letterhead LetterheadOf(PeriodReport report) => reference.Letterhead.Of(
        report.UnitId, SpanName.Plain(report.UnitName), report.Own.IsRollup ? null : report.Own.Tier, report.Period.End.AddDays(1),
        reference.Units.Find(report.UnitId)?.LastDay ?? DateOnly.MaxValue);

    private async Task<byte[]> MakeAsync(PeriodReport report, string format)
    {
        using var stream = new MemoryStream();
        switch (format)
        {
            case "xlsx":
                ReportWorkbook.Write(report, string.Join("; ", LetterheadOf(report).Addressees), stream);
                break;
            case "docx":
                ReportDocument.Write(report, LetterheadOf(report), reference.ReportTemplate, stream);
                break;
            case "csv":
                ReportCsv.Write(report, stream);
                break;
            default:
                return System.Text.Encoding.UTF8.GetBytes(await Dashboard.HtmlAsync(
                    report, new DashboardView([report.Period], Domain.Text.Language.Vietnamese, IsFile: true)).ConfigureAwait(false));
        }

        return stream.ToArray();
    }
}
