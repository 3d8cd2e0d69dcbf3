using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Reporting.Pages;
using GovPipeline.Reporting.Reports;

namespace GovPipeline.Pipeline.Reports;

/// <summary>Makes the files of a report.</summary>
public sealed class ReportFiles(ReportData data, ReferenceData reference)
{
    /// <summary>The formats, by file extension.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["xlsx", "docx", "html"];

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
        return Make(await data.OfAsync(period, unitId, cancellationToken).ConfigureAwait(false), formats);
    }

    /// <summary>Makes them of figures that are put together already.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="formats">Of <see cref="Formats"/>.</param>
    /// <returns>Names and contents.</returns>
    public IReadOnlyList<(string Name, byte[] Content)> Make(PeriodReport report, IEnumerable<string> formats)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(formats);
        var name = $"bao-cao-{report.UnitId.Replace(':', '-')}-{report.Period.Id}";
        return [.. formats.Select(f => ($"{name}.{f}", Make(report, f)))];
    }

    private byte[] Make(PeriodReport report, string format)
    {
        using var stream = new MemoryStream();
        switch (format)
        {
            case "xlsx":
                ReportWorkbook.Write(report, stream);
                break;
            case "docx":
                ReportDocument.Write(report, reference.Letterhead, stream);
                break;
            default:
                return System.Text.Encoding.UTF8.GetBytes(
                    Dashboard.Html(report, new DashboardView([report.Period], Domain.Text.Language.Vietnamese, IsFile: true)));
        }

        return stream.ToArray();
    }
}
