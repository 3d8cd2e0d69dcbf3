using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Reporting.Pages;
using Microsoft.AspNetCore.Http;

namespace GovPipeline.Pipeline.Serving;

/// <summary>Serves the dashboard at <c>/</c>: <c>ky</c> (period), <c>donVi</c> (unit), <c>lang</c> (<c>vi</c>, <c>en</c>).</summary>
public sealed class DashboardPage(ReportData data)
{
    private const string MediaType = "text/html; charset=utf-8";

    /// <summary>Answers a request.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        PageHeaders.Set(request.HttpContext.Response, mayBeKept: true);
        var language = request.Query["lang"] == "en" ? Language.English : Language.Vietnamese;
        var periods = await data.PeriodsAsync(cancellationToken).ConfigureAwait(false);
        if (periods.Count == 0)
        {
            return Results.Content(NoticePage.NoData(language), MediaType);
        }

        try
        {
            var asked = request.Query["ky"].ToString();
            var period = asked.Length > 0 ? Period.Parse(asked) : Default(periods);
            var unit = request.Query["donVi"].ToString() is { Length: > 0 } named ? named : data.DefaultUnit;
            return Results.Content(Dashboard.Html(await data.OfAsync(period, unit, cancellationToken).ConfigureAwait(false), new(periods, language)),
                MediaType);
        }
        catch (Exception e) when (e is PipelineException or FormatException)
        {
            return Results.Content(NoticePage.Wrong(language, e.Message), MediaType, System.Text.Encoding.UTF8, StatusCodes.Status404NotFound);
        }
    }

    /// <summary>The newest half-year of the official calendar.</summary>
    private static Period Default(IReadOnlyList<Period> periods) =>
        periods.FirstOrDefault(p => p is { Calendar: ReportingCalendar.Nd09, Kind: PeriodKind.HalfYear }) ?? periods[0];
}
