using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Alerts;
using GovPipeline.Web;
using GovPipeline.Web.Pages;
using GovPipeline.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace GovPipeline.Pipeline.Serving;

/// <summary>What stands behind an acknowledge link: a question on GET, the deed on POST: to know of an alert, or to assign it with a day.</summary>
public sealed class AcknowledgePage(AcknowledgeLinks links, AlertStore alerts, Audience audience, TimeProvider time)
{
    private const string Html = "text/html; charset=utf-8";
    private const int LongestNote = 500, LongestPost = 120, MostDaysAhead = 366;

    /// <summary>Answers a request.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        PageHeaders.Set(request.HttpContext.Response, mayBeKept: false);
        var named = links.Read(request.Query["t"]);
        var recipient = named is null ? null : audience.All.FirstOrDefault(r => Audience.IdOf(r) == named.RecipientId);
        var alert = named is null || recipient is null ? null : await alerts.FindAsync(named.Scope, named.Key, cancellationToken).ConfigureAwait(false);
        if (alert is null || alert.Occurrence != named!.Occurrence)
        {
            var words = new Words(recipient?.Language ?? Language.Vietnamese);
            return Results.Content(
                await Markup.RenderAsync<NoticePage>(words.Language, new Dictionary<string, object?>
                    { ["Title"] = words["AckInvalidTitle"], ["Text"] = words["AckInvalidText"] }).ConfigureAwait(false),
                Html, System.Text.Encoding.UTF8, StatusCodes.Status404NotFound);
        }

        var who = recipient!.Name.Length > 0 ? recipient.Name : named.RecipientId;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType)
        {
            return await AskAsync(alert, who, recipient, isWrong: false).ConfigureAwait(false);
        }

        var form = await request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var (note, now) = (Short(form["note"].ToString(), LongestNote), time.GetUtcNow());
        Func<Alert, Alert> step = a => AlertLife.Acknowledge(a, who, note, now);
        if (form["viec"] == "giao")
        {
            var (to, today) = (Short(form["nguoi"].ToString().Trim(), LongestPost), VietnamClock.Today(time));
            if (to.Length == 0 || DayText.TryParse(form["han"].ToString()) is not { } due || due < today || due > today.AddDays(MostDaysAhead))
            {
                return await AskAsync(alert, who, recipient, isWrong: true, to, form["han"].ToString(), note).ConfigureAwait(false);
            }

            step = a => AlertLife.Assign(a, who, to, due, note, now);
        }

        var changed = await alerts.ChangeAsync(named.Scope, named.Key, a => a is null ? null : step(a), cancellationToken).ConfigureAwait(false);
        return Results.Content(
            await Markup.RenderAsync<AcknowledgeDone>(recipient.Language, new Dictionary<string, object?> { ["Alert"] = changed }).ConfigureAwait(false), Html);
    }

    private async Task<IResult> AskAsync(
        Alert alert, string who, Recipient recipient, bool isWrong, string? to = null, string? due = null, string? note = null) => Results.Content(
        await Markup.RenderAsync<AcknowledgeForm>(recipient.Language, new Dictionary<string, object?>
        {
            ["Alert"] = alert, ["Who"] = who, ["Today"] = VietnamClock.Today(time), ["IsWrong"] = isWrong, ["To"] = to, ["Due"] = due, ["Note"] = note,
        }).ConfigureAwait(false),
        Html, System.Text.Encoding.UTF8, isWrong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static string Short(string text, int longest) => text.Length > longest ? text[..longest] : text;
}
