using GovPipeline.Domain.Text;
using Microsoft.AspNetCore.Components;

namespace GovPipeline.Web.Rendering;

/// <summary>What every component has: the words of the reader's language.</summary>
public abstract class WebComponent : ComponentBase
{
    /// <summary>The words.</summary>
    [Inject]
    public required Words W { get; set; }

    /// <summary>The language.</summary>
    protected Language L => W.Language;

    /// <summary>Code of the language in HTML.</summary>
    protected string LangCode => L == Language.English ? "en" : "vi";
}
