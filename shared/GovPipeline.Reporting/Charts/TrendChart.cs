using GovPipeline.Domain.Alerts;
using ScottPlot;

namespace GovPipeline.Reporting.Charts;

/// <summary>The picture of a trend against its target: months left to right, 0 to 100 percent upwards, the target a dashed line with its value.</summary>
public static class TrendChart
{
    // Twice what mails show it at, so that it is sharp, and its text large enough on a phone at a third of it.
    private const int Width = 1104, Height = 470;
    private const float TextSize = 30;
    private const double Top = 112;
    private static readonly Color Line = Color.FromHex(Palette.Of(Tone.Good)), Ink = Color.FromHex(Palette.Ink);

    /// <summary>The picture as PNG.</summary>
    /// <param name="trend">The values, oldest first; unknown ones leave a gap.</param>
    /// <param name="target">The target as a fraction; null for none.</param>
    /// <param name="targetLabel">What stands at the target's line.</param>
    public static byte[] Png(IReadOnlyList<TrendPoint> trend, double? target, string targetLabel)
    {
        ArgumentNullException.ThrowIfNull(trend);
        using var plot = new Plot();
        ChartFont.Dress(plot, TextSize);
        if (target is { } goal)
        {
            var line = plot.Add.HorizontalLine(goal * 100);
            (line.Color, line.LineWidth, line.LinePattern) = (Ink, 3, LinePattern.Dashed);
        }

        foreach (var run in Runs(trend))
        {
            var points = plot.Add.Scatter(run.Select(p => p.X).ToArray(), run.Select(p => p.Y).ToArray());
            (points.Color, points.LineWidth, points.MarkerSize) = (Line, 5, 14);
        }

        foreach (var (x, y) in Runs(trend).SelectMany(r => r))
        {
            var isUnder = target is { } t && y < t * 100 && (t * 100) - y < 16; // where the label would stand on the target's line
            var text = plot.Add.Text(Domain.Indicators.Figures.Percent((decimal)y / 100), x, y);
            (text.LabelFontSize, text.LabelFontColor, text.LabelAlignment, text.OffsetY) =
                (TextSize, Ink, isUnder ? Alignment.UpperCenter : Alignment.LowerCenter, isUnder ? 12 : -12);
        }

        if (target is { } value)
        {
            var label = plot.Add.Text(targetLabel, -0.48, value * 100);
            (label.LabelFontSize, label.LabelFontColor, label.LabelAlignment, label.OffsetY) = (TextSize - 4, Ink, Alignment.LowerLeft, -4);
        }

        plot.Axes.SetLimits(-0.5, trend.Count - 0.5, 0, Top);
        plot.Axes.Bottom.SetTicks([.. trend.Select((_, i) => (double)i)], [.. trend.Select(p => p.Label)]);
        plot.Axes.Left.SetTicks([0, 25, 50, 75, 100], ["0%", "25%", "50%", "75%", "100%"]);
        plot.Grid.XAxisStyle.IsVisible = false;
        return plot.GetImageBytes(Width, Height, ImageFormat.Png);
    }

    /// <summary>Known values in a row: an unknown month is a gap, not a bridge.</summary>
    private static IEnumerable<List<(double X, double Y)>> Runs(IReadOnlyList<TrendPoint> trend)
    {
        var run = new List<(double, double)>();
        for (var i = 0; i < trend.Count; i++)
        {
            if (trend[i].Value is { } value)
            {
                run.Add((i, value * 100));
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}
