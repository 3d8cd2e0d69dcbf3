using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Explaining;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Storage.Published;
using GovPipeline.Web;
using GovPipeline.Web.Pages;
using GovPipeline.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace GovPipeline.Pipeline.Serving;

/// <summary>
/// Serves what a figure is made of at <c>/giai-trinh</c>: <c>ky</c> (period), <c>donVi</c> (unit or item), <c>cot</c> (column, indicator or test), and where
/// these do not say it <c>bang</c> (table), <c>linhVuc</c> (field), <c>nguon</c> (source of a report), <c>ngay</c> (day); or <c>ma</c> (the code printed
/// beside it). Never a row. Few are made at a time, and what was made of a publication is kept, so that a page
/// asked for again and again costs nothing.
/// </summary>
public sealed class ExplainPage(FigureExplainer explainer, FigureIndex index, PublishedTables tables) : IDisposable
{
    /// <summary>Its path.</summary>
    public const string Path = "giai-trinh";

    private const string Html = "text/html; charset=utf-8";
    private const int AtOnce = 2, MostKept = 500, LongestAsked = 80;

    private readonly SemaphoreSlim _making = new(AtOnce);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Publication, FigureName Figure), Explanation> _kept = new();

    /// <summary>Answers with the page.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        PageHeaders.Set(request.HttpContext.Response, mayBeKept: true);
        var language = request.Query["lang"] == "en" ? Language.English : Language.Vietnamese;
        var (code, asked) = (request.Query["ma"].ToString(), request.Query["ky"].ToString());
        try
        {
            var figure = code.Length > 0
                ? FigureCode.Parse(code) is { } printed ? (await index.FindAsync(printed, cancellationToken).ConfigureAwait(false))?.Figure : null
                : Period.TryParse(asked, out var period) ? FigureOf(period, request.Query) : null;
            return figure is null || await MakeAsync(figure, cancellationToken).ConfigureAwait(false) is not { } explanation
                ? await NoneAsync(language, code.Length > 0 ? code : asked).ConfigureAwait(false)
                : Results.Content(await Markup.RenderAsync<ExplanationPage>(
                    language, new Dictionary<string, object?> { [nameof(ExplanationPage.Explanation)] = explanation }).ConfigureAwait(false), Html);
        }
        catch (PipelineException e) when (e.Entry == ErrorCatalogue.PublicationUnderWay)
        {
            var words = new Words(language);
            return await NoticeAsync(language, words["BusyTitle"], words.Of("BusyText", asked), StatusCodes.Status503ServiceUnavailable).ConfigureAwait(false);
        }
        catch (PipelineException e) when (e.Entry == ErrorCatalogue.ArgumentUnknown || e.Entry == ErrorCatalogue.ArgumentWrong)
        {
            return await NoneAsync(language, $"{asked} {request.Query["donVi"]} {request.Query["cot"]}").ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _making.Dispose();

    private static FigureName FigureOf(Period period, IQueryCollection asked)
    {
        string? Said(string what) => asked[what].ToString() is { Length: > 0 } said ? said : null;
        var column = Said("cot") ?? string.Empty;
        var table = FigureExplainer.PeriodColumns.Contains(column, StringComparer.OrdinalIgnoreCase) ? PeriodRow.TableOf(period.Kind) : "indicators";
        return new(Said("bang") ?? table, period, Said("donVi") ?? string.Empty, column)
        {
            Field = Said("linhVuc") ?? FigureName.AllFields, Source = Said("nguon"), Day = Said("ngay") is { } day ? DayText.TryParse(day) : null,
        };
    }

    private async Task<Explanation?> MakeAsync(FigureName figure, CancellationToken cancellationToken)
    {
        if (await tables.FindAsync<DatasetRow>("datasets", "all", figure.Period.Id, cancellationToken).ConfigureAwait(false) is not { } dataset)
        {
            return null;
        }

        var key = ($"{dataset.Version} {dataset.AsOf} {dataset.RejectedRows}", figure);
        await _making.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_kept.TryGetValue(key, out var known))
            {
                return known;
            }

            var made = await explainer.ExplainAsync(figure, withRows: false, cancellationToken).ConfigureAwait(false);
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            // What waits to be published again may agree in a moment.
            if (made is { Agrees: true, IsDue: false })
            {
                _kept[key] = made;
            }

            return made;
        }
        finally
        {
            _making.Release();
        }
    }

    private static Task<IResult> NoneAsync(Language language, string asked)
    {
        var words = new Words(language);
        return NoticeAsync(language, words["WrongTitle"], words.Of("WrongFigure", asked.Length > LongestAsked ? asked[..LongestAsked] : asked),
            StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> NoticeAsync(Language language, string title, string text, int status) => Results.Content(
        await Markup.RenderAsync<NoticePage>(language, new Dictionary<string, object?> { ["Title"] = title, ["Text"] = text }).ConfigureAwait(false),
        Html, System.Text.Encoding.UTF8, status);
}
