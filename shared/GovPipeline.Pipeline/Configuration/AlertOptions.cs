using System.ComponentModel.DataAnnotations;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>When alerts are raised, repeated and escalated, under <c>Alerts</c>.</summary>
public sealed class AlertOptions
{
    /// <summary>Kinds of periods that raise alerts. The default value is the half-year.</summary>
    public IList<PeriodKind> Kinds { get; } = [];

    /// <summary>Calendar of the periods that raise alerts. The default value is <see cref="ReportingCalendar.Nd09"/>.</summary>
    public ReportingCalendar Calendar { get; set; } = ReportingCalendar.Nd09;

    /// <summary>Denominator below which no alert is raised and figures are shown as "quá ít hồ sơ", 1 to 1,000,000. The default value is 20.</summary>
    [Range(1, 1_000_000)]
    public int MinimumDenominator { get; set; } = 20;

    /// <summary>
    /// Percent by which a report and the dossiers lie apart from which it is told when that grows, 1 to 100. The default value is 2.
    /// </summary>
    [Range(1, 100)]
    public int DifferencePercent { get; set; } = 2;

    /// <summary>Days after its end that a period still raises alerts, 0 to 366. The default value is 31.</summary>
    [Range(0, 366)]
    public int DaysAfterEnd { get; set; } = 31;

    /// <summary>Days after which an alert that stands is told again, 1 to 366. The default value is 7.</summary>
    [Range(1, 366)]
    public int RepeatDays { get; set; } = 7;

    /// <summary>Working days without acknowledgement after which an alert goes to leadership, 1 to 60. The default value is 5.</summary>
    [Range(1, 60)]
    public int EscalateAfterWorkingDays { get; set; } = 5;

    /// <summary>
    /// Days that a figure which is well again is watched before its alert is over, 0 to 31, so that one that swings around its
    /// target is one alert. The default value is 3.
    /// </summary>
    [Range(0, 31)]
    public int CalmDays { get; set; } = 3;

    /// <summary>Days that an acknowledge link holds, 1 to 366. The default value is 14.</summary>
    [Range(1, 366)]
    public int AcknowledgeDays { get; set; } = 14;

    /// <summary>Days before a period closes on which it is said what can still be put right. The default value is 30 and 7.</summary>
    public IList<int> ClosingDays { get; } = [];

    /// <summary>Address that readers reach the host under, for links in mails; null for no links. The default value is <see langword="null"/>.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The page of a period; null where there is no address to reach it by.</summary>
    /// <param name="period">Its id; null for the newest.</param>
    /// <param name="language">The reader's.</param>
    public Uri? PageOf(string? period, Language language)
    {
        var query = string.Join('&', new[]
        {
            period is null ? null : $"ky={Uri.EscapeDataString(period)}", language == Language.English ? "lang=en" : null,
        }.OfType<string>());
        return PublicUrl is null || query.Length == 0 ? PublicUrl : new(new Uri(PublicUrl.AbsoluteUri.TrimEnd('/') + "/"), $"?{query}");
    }

    /// <summary>The only addresses that <c>alerts test</c> sends to. The default value is none.</summary>
    public IList<string> TestRecipients { get; } = [];

    /// <summary>The kinds in force.</summary>
    public IEnumerable<PeriodKind> KindsInForce => Kinds.Count > 0 ? Kinds : [PeriodKind.HalfYear];

    /// <summary>Whether a period is one that is judged: others are shown, and nobody is told of them.</summary>
    public bool Judges(Period period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return period.Calendar == Calendar && KindsInForce.Contains(period.Kind);
    }

    /// <summary>The days in force, the fewest first.</summary>
    public IEnumerable<int> ClosingDaysInForce => (ClosingDays.Count > 0 ? ClosingDays : [30, 7]).Order();
}
