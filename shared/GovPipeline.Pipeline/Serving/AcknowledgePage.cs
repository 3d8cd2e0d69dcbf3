using GovPipeline.Domain.Alerts;
using GovPipeline.Pipeline.Alerting;
using GovPipeline.Reporting.Pages;
using GovPipeline.Storage.Alerts;
using Microsoft.AspNetCore.Http;

namespace GovPipeline.Pipeline.Serving;

/// <summary>What stands behind an acknowledge link: a question on GET, the deed on POST.</summary>
public sealed class AcknowledgePage(AcknowledgeLinks links, AlertStore alerts, Audience audience, TimeProvider time)
{
    private const string Html = "text/html; charset=utf-8";
    private const int LongestNote = 500;

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
            return Results.Content(ConfirmPage.Invalid(), Html, System.Text.Encoding.UTF8, StatusCodes.Status404NotFound);
        }

        var who = recipient!.Name.Length > 0 ? recipient.Name : named.RecipientId;
        if (!HttpMethods.IsPost(request.Method))
        {
            return Results.Content(ConfirmPage.Ask(alert.Content.Headline.Vi, who), Html);
        }

        var note = request.HasFormContentType ? (await request.ReadFormAsync(cancellationToken).ConfigureAwait(false))["note"].ToString() : string.Empty;
        var changed = await alerts.ChangeAsync(
            named.Scope, named.Key, a => a is null ? null
                : AlertLife.Acknowledge(a, who, note.Length > LongestNote ? note[..LongestNote] : note, time.GetUtcNow()), cancellationToken)
                .ConfigureAwait(false);
        return Results.Content(ConfirmPage.Done(changed!.Content.Headline.Vi, $"{changed.State}"), Html);
    }
}
