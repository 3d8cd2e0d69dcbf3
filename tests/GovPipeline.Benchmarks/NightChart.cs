using ScottPlot;

namespace GovPipeline.Benchmarks;

/// <summary>What a night costs by what is held: seconds, storage requests and megabytes, a line for each length of history.</summary>
internal static class NightChart
{
    private const int Width = 1500, Height = 460;
    private static readonly string[] Colours = ["#1d4ed8", "#b45309", "#166534", "#6b21a8"];

    public static void Save(IReadOnlyList<NightReport> nights, string path)
    {
        var chart = new Multiplot();
        chart.AddPlots(3);
        chart.Layout = new ScottPlot.MultiplotLayouts.Columns();
        (string Title, Func<NightReport, double> Of)[] costs =
        [
            ("seconds", n => n.Contenders["ours"].WallSeconds), ("storage requests", n => n.Requests), ("megabytes moved", n => n.StorageBytes / 1e6),
        ];
        foreach (var (plot, (title, of)) in chart.GetPlots().Zip(costs))
        {
            plot.Title(title);
            plot.XLabel("dossiers held, million");
            var sizes = nights.Select(n => n.Held).Distinct().Order().ToList();
            foreach (var (years, index) in nights.GroupBy(n => n.Years).OrderBy(g => g.Key).Select((g, i) => (g, i)))
            {
                var points = plot.Add.Scatter(years.Select(n => (double)sizes.IndexOf(n.Held)).ToArray(), years.Select(of).ToArray());
                (points.Color, points.LineWidth, points.MarkerSize) = (Color.FromHex(Colours[index % Colours.Length]), 2, 8);
                points.LegendText = years.Key == 1 ? "1 year" : $"{years.Key} years";
            }

            plot.Axes.Bottom.SetTicks([.. sizes.Select((_, i) => (double)i)], [.. sizes.Select(s => $"{s / 1e6:0.#}")]);
            plot.Axes.SetLimits(-0.3, sizes.Count - 0.7, 0, nights.Max(of) * 1.15);
            plot.ShowLegend(Alignment.UpperLeft);
        }

        chart.SavePng(path, Width, Height);
    }
}
