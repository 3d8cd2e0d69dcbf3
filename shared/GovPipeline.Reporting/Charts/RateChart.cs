using GovPipeline.Domain.Indicators;
using ScottPlot;

namespace GovPipeline.Reporting.Charts;

/// <summary>The picture of online rates by unit, highest first, each with its target as a mark.</summary>
public static class RateChart
{
    private const int Width = 1104, BarHeight = 52, Frame = 90;
    private const float TextSize = 26;

    /// <summary>The picture as PNG.</summary>
    public static byte[] Png(IReadOnlyList<RateBar> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var plot = new Plot();
        ChartFont.Dress(plot, TextSize);
        var ordered = rows.Where(r => r.Rate is not null).OrderBy(r => r.Rate).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            var (row, value) = (ordered[i], (double)ordered[i].Rate!.Value * 100);
            var bar = plot.Add.Bar(new Bar { Position = i, Value = value, Orientation = Orientation.Horizontal,
                FillColor = Color.FromHex(Palette.Of(row.Tone)), Size = 0.62, LineWidth = 0 });
            var text = plot.Add.Text(Figures.Percent(row.Rate), value, i);
            (text.LabelFontSize, text.LabelFontColor, text.LabelAlignment, text.OffsetX) = (TextSize, Color.FromHex(Palette.Ink), Alignment.MiddleLeft, 10);
            if (row.Target is { } target)
            {
                var mark = plot.Add.Line((double)target * 100, i - 0.42, (double)target * 100, i + 0.42);
                (mark.Color, mark.LineWidth) = (Color.FromHex(Palette.Ink), 4);
            }
        }

        plot.Axes.Left.SetTicks([.. ordered.Select((_, i) => (double)i)], [.. ordered.Select(r => r.Name)]);
        plot.Axes.Bottom.SetTicks([0, 25, 50, 75, 100], ["0%", "25%", "50%", "75%", "100%"]);
        plot.Axes.SetLimits(0, 114, -0.7, ordered.Count - 0.3);
        plot.Grid.YAxisStyle.IsVisible = false;
        return plot.GetImageBytes(Width, (ordered.Count * BarHeight) + Frame, ImageFormat.Png);
    }
}

/// <summary>A unit in the picture.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rate">Its rate as a fraction; null when unknown.</param>
/// <param name="Target">Its target as a fraction; null for none.</param>
/// <param name="Tone">How it stands against its target.</param>
public sealed record RateBar(string Name, decimal? Rate, decimal? Target, Tone Tone);
