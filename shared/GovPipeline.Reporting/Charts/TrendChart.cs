using GovPipeline.Domain.Alerts;
using ScottPlot;

namespace GovPipeline.Reporting.Charts;

/// <summary>The picture of a trend against its target: months left to right, percent upwards, the target a dashed line.</summary>
public static class TrendChart
{
    // Twice what mails show it at, so that it is sharp on a phone.
    private const int Width = 1104, Height = 400;
    private const float TextSize = 22;
    private static readonly Color Line = Color.FromHex("#1f5fa8"), Goal = Color.FromHex("#9b1c1c"), Ink = Color.FromHex("#333333");

    /// <summary>The picture as PNG.</summary>
    /// <param name="trend">The values, oldest first; unknown ones leave a gap.</param>
    /// <param name="target">The target as a fraction; null for none.</param>
    /// <param name="targetLabel">What stands at the target's line.</param>
    public static byte[] Png(IReadOnlyList<TrendPoint> trend, double? target, string targetLabel)
    {
        ArgumentNullException.ThrowIfNull(trend);
        using var plot = new Plot();
        var known = trend.Select((p, i) => (X: (double)i, Y: p.Value * 100)).Where(p => p.Y is not null).Select(p => (p.X, Y: p.Y!.Value)).ToList();
        var points = plot.Add.Scatter(known.Select(p => p.X).ToArray(), known.Select(p => p.Y).ToArray());
        (points.Color, points.LineWidth, points.MarkerSize) = (Line, 5, 14);
        foreach (var (x, y) in known)
        {
            var text = plot.Add.Text(Domain.Indicators.Figures.Percent((decimal)y / 100), x, y);
            (text.LabelFontSize, text.LabelFontColor, text.LabelAlignment, text.OffsetY) = (TextSize, Ink, Alignment.LowerCenter, -10);
        }

        if (target is { } goal)
        {
            var line = plot.Add.HorizontalLine(goal * 100);
            (line.Color, line.LineWidth, line.LinePattern) = (Goal, 3, LinePattern.Dashed);
            var label = plot.Add.Text(targetLabel, trend.Count - 0.55, goal * 100);
            (label.LabelFontSize, label.LabelFontColor, label.LabelAlignment, label.OffsetY) = (TextSize, Goal, Alignment.LowerRight, -4);
        }

        var all = known.Select(p => p.Y).Concat(target is { } t ? [t * 100] : []).DefaultIfEmpty(0).ToList();
        plot.Axes.SetLimits(-0.5, trend.Count - 0.5, Math.Max(0, all.Min() - 12), Math.Min(108, all.Max() + 14));
        plot.Axes.Bottom.SetTicks([.. trend.Select((_, i) => (double)i)], [.. trend.Select(p => p.Label)]);
        (plot.Axes.Bottom.TickLabelStyle.FontSize, plot.Axes.Left.TickLabelStyle.FontSize) = (TextSize, TextSize);
        (plot.Axes.Right.IsVisible, plot.Axes.Top.IsVisible) = (false, false);
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.FigureBackground.Color = Colors.White;
        return plot.GetImageBytes(Width, Height, ImageFormat.Png);
    }
}
