using System.Globalization;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GovPipeline.Web.Rendering;

/// <summary>Renders a Razor component to HTML. Everything that a component prints is encoded by the renderer.</summary>
public static partial class Markup
{
    private const int FirstPrinted = 0xA0;

    /// <summary>Renders a whole document.</summary>
    /// <typeparam name="T">The component.</typeparam>
    /// <param name="language">Its language.</param>
    /// <param name="parameters">Its parameters.</param>
    public static async Task<string> RenderAsync<T>(Language language, IReadOnlyDictionary<string, object?> parameters)
        where T : WebComponent
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var services = new ServiceCollection().AddSingleton(new Words(language)).BuildServiceProvider();
        await using (services.ConfigureAwait(false))
        {
            var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
            await using (renderer.ConfigureAwait(false))
            {
                var html = await renderer.Dispatcher.InvokeAsync(async () =>
                    (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(new Dictionary<string, object?>(parameters))).ConfigureAwait(true))
                        .ToHtmlString()).ConfigureAwait(false);
                return "<!DOCTYPE html>\n" + Readable(html);
            }
        }
    }

    /// <summary>
    /// Letters as themselves: the renderer writes every letter outside of ASCII as a number, which makes a Vietnamese page three times as long and its source
    /// unreadable. None of them means anything in markup; those that do stay encoded.
    /// </summary>
    private static string Readable(string html) => LetterPattern().Replace(html, m =>
        int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is >= FirstPrinted and var code ? char.ConvertFromUtf32(code)
            : m.Value);

    [GeneratedRegex("&#x([0-9A-F]{2,5});")]
    private static partial Regex LetterPattern();
}
