using GovPipeline.Web.Rendering;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace GovPipeline.Web.Pages;

/// <summary>A text of a drawing. Razor keeps the name of SVG's text element for itself, so that it is made here.</summary>
public sealed class SvgText : WebComponent
{
    /// <summary>From the left.</summary>
    [Parameter]
    public required string X { get; set; }

    /// <summary>From the top.</summary>
    [Parameter]
    public required string Y { get; set; }

    /// <summary>What it says.</summary>
    [Parameter]
    public required string Text { get; set; }

    /// <summary>Which of its ends is at <see cref="X"/>.</summary>
    [Parameter]
    public string Anchor { get; set; } = "middle";

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "text-anchor", Anchor);
        builder.AddContent(4, Text);
        builder.CloseElement();
    }
}
