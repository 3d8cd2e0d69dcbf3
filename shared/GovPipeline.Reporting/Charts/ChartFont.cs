using ScottPlot;

namespace GovPipeline.Reporting.Charts;

/// <summary>
/// The font of charts, Be Vietnam Pro (SIL Open Font License), embedded in the program: a server without fonts draws Vietnamese as a desk does.
/// </summary>
internal static class ChartFont
{
    private const string Name = "Be Vietnam Pro";
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Gives a plot the font, the ink and the white ground that all charts have.</summary>
    public static void Dress(Plot plot, float size)
    {
        _ = Loaded.Value;
        plot.Font.Set(Name);
        var ink = Color.FromHex(Palette.Ink);
        plot.Axes.Color(ink);
        (plot.Axes.Left.TickLabelStyle.FontSize, plot.Axes.Bottom.TickLabelStyle.FontSize) = (size, size);
        (plot.Axes.Right.IsVisible, plot.Axes.Top.IsVisible) = (false, false);
        plot.FigureBackground.Color = Colors.White;
    }

    private static bool Load()
    {
        // The library reads fonts from files alone.
        var file = Path.Combine(Path.GetTempPath(), $"govpipeline-font-{Guid.NewGuid():N}.ttf");
        using (var font = typeof(ChartFont).Assembly.GetManifestResourceStream("BeVietnamPro-Regular.ttf")!)
        using (var copy = File.Create(file))
        {
            font.CopyTo(copy);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(file);
        Fonts.AddFontFile(Name, file, bold: false, italic: false);
        Fonts.Default = Name;
        Fonts.GetTypeface(Name, bold: false, italic: false);
        return true;
    }

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows keeps what is open; the next cleaning of the temporary folder takes it.
        }
    }
}
