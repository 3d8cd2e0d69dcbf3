using GovPipeline.Domain.Indicators;
using ScottPlot;

namespace GovPipeline.Reporting.Charts;

/// <summary>The picture of online rates by unit, highest first, each with its target as a mark.</summary>
public static class RateChart
{
    private const int Width = 1104, BarHeight = 46, Frame = 90;
    private const float TextSize = 20;

    /// <summary>The picture as PNG.</summary>
    public static byte[] Png(IReadOnlyList<RateBar> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var plot = new Plot();
        var ordered = rows.Where(r => r.Rate is not null).OrderBy(r => r.Rate).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            var (row, value) = (ordered[i], (double)ordered[i].Rate!.Value * 100);
            var bar = plot.Add.Bar(new Bar { Position = i, Value = value, Orientation = Orientation.Horizontal,
                FillColor = Color.FromHex(row.IsBelow ? "#c0504d" : "#1f5fa8"), Size = 0.62, LineWidth = 0 });
            var text = plot.Add.Text(Figures.Percent(row.Rate), value, i);
            (text.LabelFontSize, text.LabelAlignment, text.OffsetX) = (TextSize, Alignment.MiddleLeft, 8);
            if (row.Target is { } target)
            {
                var mark = plot.Add.Line((double)target * 100, i - 0.42, (double)target * 100, i + 0.42);
                (mark.Color, mark.LineWidth) = (Color.FromHex("#111111"), 4);
            }
        }

        plot.Axes.Left.SetTicks([.. ordered.Select((_, i) => (double)i)], [.. ordered.Select(r => r.Name)]);
        (plot.Axes.Left.TickLabelStyle.FontSize, plot.Axes.Bottom.TickLabelStyle.FontSize) = (TextSize, TextSize);
        (plot.Axes.Right.IsVisible, plot.Axes.Top.IsVisible) = (false, false);
        plot.Axes.SetLimits(0, 108, -0.7, ordered.Count - 0.3);
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.FigureBackground.Color = Colors.White;
        return plot.GetImageBytes(Width, (ordered.Count * BarHeight) + Frame, ImageFormat.Png);
    }
}

/// <summary>A unit in the picture.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rate">Its rate as a fraction; null when unknown.</param>
/// <param name="Target">Its target as a fraction; null for none.</param>
/// <param name="IsBelow">Whether it misses the target.</param>
public sealed record RateBar(string Name, decimal? Rate, decimal? Target, bool IsBelow);
