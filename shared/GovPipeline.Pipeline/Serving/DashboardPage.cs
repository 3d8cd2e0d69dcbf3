using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Reports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Web;
using GovPipeline.Web.Pages;
using GovPipeline.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace GovPipeline.Pipeline.Serving;

/// <summary>
/// Serves the dashboard at <c>/</c> and its files at <c>/tai-ve</c>: <c>ky</c> (period), <c>donVi</c> (unit), <c>lang</c>
/// (<c>vi</c>, <c>en</c>), <c>dang</c> (<c>xlsx</c>, <c>docx</c>, <c>csv</c>).
/// </summary>
public sealed class DashboardPage(ReportData data, ReportFiles files, AuditLog audit)
{
    /// <summary>Path of the files.</summary>
    public const string FilesPath = "tai-ve";

    private const string MediaType = "text/html; charset=utf-8";

    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        ["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ["docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ["csv"] = "text/csv; charset=utf-8",
    };

    /// <summary>Answers with the page.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        PageHeaders.Set(request.HttpContext.Response, mayBeKept: true);
        var language = request.Query["lang"] == "en" ? Language.English : Language.Vietnamese;
        var periods = await data.PeriodsAsync(cancellationToken).ConfigureAwait(false);
        if (periods.Count == 0)
        {
            var words = new Words(language);
            return await NoticeAsync(language, words["NoDataTitle"], words["NoDataText"], StatusCodes.Status200OK).ConfigureAwait(false);
        }

        var asked = request.Query["ky"].ToString();
        if ((asked.Length > 0 ? PeriodOf(asked, periods) : await DefaultAsync(periods, cancellationToken).ConfigureAwait(false)) is not { } period)
        {
            return await NoneAsync(language, "WrongPeriod", asked).ConfigureAwait(false);
        }

        var unit = request.Query["donVi"].ToString() is { Length: > 0 } named ? named : data.DefaultUnit;
        try
        {
            var report = await data.OfAsync(period, unit, cancellationToken).ConfigureAwait(false);
            return Results.Content(await Dashboard.HtmlAsync(report, new(periods, language)).ConfigureAwait(false), MediaType);
        }
        catch (PipelineException e) when (e.Entry == ErrorCatalogue.PublicationUnderWay)
        {
            return await BusyAsync(language, period).ConfigureAwait(false);
        }
        catch (PipelineException e) when (IsUnit(e))
        {
            return await NoneAsync(language, WordOf(e), unit).ConfigureAwait(false);
        }
    }

    /// <summary>Answers with a file of the page, and notes who took it.</summary>
    public async Task<IResult> FileAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        PageHeaders.Set(request.HttpContext.Response, mayBeKept: false);
        var (asked, unit, format) = (request.Query["ky"].ToString(), request.Query["donVi"].ToString(), request.Query["dang"].ToString());
        var periods = await data.PeriodsAsync(cancellationToken).ConfigureAwait(false);
        if (PeriodOf(asked, periods) is not { } period || !MediaTypes.TryGetValue(format, out var mediaType))
        {
            return await NoneAsync(Language.Vietnamese, "WrongPeriod", asked).ConfigureAwait(false);
        }

        try
        {
            var (name, content) = (await files.MakeAsync(period, unit.Length > 0 ? unit : data.DefaultUnit, [format], cancellationToken)
                .ConfigureAwait(false)).Single();
            await audit.NoteAsync(AuditRecord.Exported, ApiResult.Who(request), $"report {period.Id}", 1, $"{unit} {format}", cancellationToken)
                .ConfigureAwait(false);
            return Results.File(content, mediaType, name);
        }
        catch (PipelineException e) when (e.Entry == ErrorCatalogue.PublicationUnderWay)
        {
            return await BusyAsync(Language.Vietnamese, period).ConfigureAwait(false);
        }
        catch (PipelineException e) when (IsUnit(e))
        {
            return await NoneAsync(Language.Vietnamese, WordOf(e), unit).ConfigureAwait(false);
        }
    }

    private static Task<IResult> BusyAsync(Language language, Period period)
    {
        var words = new Words(language);
        return NoticeAsync(language, words["BusyTitle"], words.Of("BusyText", period.Id), StatusCodes.Status503ServiceUnavailable);
    }

    private static bool IsUnit(PipelineException e) => e.Entry == ErrorCatalogue.ArgumentUnknown || e.Entry == ErrorCatalogue.ArgumentWrong;

    private static string WordOf(PipelineException e) => e.Entry == ErrorCatalogue.ArgumentWrong ? "WrongUnitSmall" : "WrongUnit";

    private static Task<IResult> NoneAsync(Language language, string word, string asked)
    {
        const int Longest = 80;
        var words = new Words(language);
        return NoticeAsync(language, words["WrongTitle"], words.Of(word, asked.Length > Longest ? asked[..Longest] : asked), StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> NoticeAsync(Language language, string title, string text, int status) => Results.Content(
        await Markup.RenderAsync<NoticePage>(language, new Dictionary<string, object?> { ["Title"] = title, ["Text"] = text }).ConfigureAwait(false),
        MediaType, System.Text.Encoding.UTF8, status);

    /// <summary>The period that is asked for; null when it is not published.</summary>
    private static Period? PeriodOf(string asked, IReadOnlyList<Period> periods) =>
        Period.TryParse(asked, out var period) && periods.Contains(period) ? period : null;

    /// <summary>The newest half-year of the official calendar that has figures: on its first days the one before is looked at.</summary>
    private async Task<Period> DefaultAsync(IReadOnlyList<Period> periods, CancellationToken cancellationToken)
    {
        var halves = periods.Where(p => p is { Calendar: ReportingCalendar.Nd09, Kind: PeriodKind.HalfYear }).Take(2).ToList();
        foreach (var half in halves)
        {
            if (await data.HasFiguresAsync(half, cancellationToken).ConfigureAwait(false))
            {
                return half;
            }
        }

        return halves.FirstOrDefault() ?? periods[0];
    }
}
