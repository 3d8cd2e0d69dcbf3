using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Reporting.Charts;

namespace GovPipeline.Web.Pages;

/// <summary>How pages and mails speak of an alert.</summary>
internal static class AlertWords
{
    /// <summary>Its tone.</summary>
    public static Tone ToneOf(Alert alert) => alert switch
    {
        { State: AlertState.Resolved } => Tone.Good,
        { Content.IsExample: true } => Tone.Neutral,
        { Calm: not null } => Tone.Good,
        { Kind: AlertKind.BelowWarning or AlertKind.PeriodClosing } => Tone.Near,
        _ => Tone.Bad,
    };

    /// <summary>Where it stands.</summary>
    public static string State(Alert alert, Words words) => alert.Calm is { } calm ? words.Of("StateCalm", DayText.Print(calm.Since))
        : alert.State == AlertState.Acknowledged && alert.Steps.Any(s => s.What == "assigned") ? words["StateAssigned"] : words[$"State{alert.State}"];

    /// <summary>Who answers for it and until when, what is to be done, how much is missing.</summary>
    public static IEnumerable<(string Label, string Value)> Tasks(Alert alert, Words words)
    {
        var language = words.Language;
        foreach (var fact in (alert.Calm?.Content ?? alert.Content).Facts.Where(f => f.Label.Vi is "Còn thiếu" or "Việc cần làm"))
        {
            yield return (fact.Label.In(language), fact.Value.In(language));
        }

        if (alert.Duty is { } duty)
        {
            yield return (words["Responsible"], words.Of("WhoAndBy", duty.Holder.In(language), DayText.Print(duty.Due)));
        }
    }

    /// <summary>Who ended it, when and why.</summary>
    public static string Closing(Alert alert, Words words)
    {
        var last = alert.Steps[^1];
        var isOurs = last.Who == AlertLife.Pipeline;
        return words.Of("ClosedOn", last.Who, DayText.Print(VietnamClock.ToLocal(last.At)),
            last.Note.Length > 0 ? Note(last, words) : isOurs ? words["EndedByFigures"] : words["NoReason"]);
    }

    /// <summary>What was noted at a step: the pipeline's own words in the reader's language, a person's as they wrote them.</summary>
    public static string Note(AlertStep step, Words words) => step.Who == AlertLife.Pipeline ? Bilingual.Halves(step.Note).In(words.Language) : step.Note;

    /// <summary>A step's word.</summary>
    public static string Step(AlertStep step, Words words) => words[$"Step{char.ToUpperInvariant(step.What[0])}{step.What[1..]}"];
}
