using System.Globalization;

namespace GovPipeline.Domain.Errors;

/// <summary>One error of the catalogue: what happened and what to do, in both languages.</summary>
/// <param name="Code">Stable code: GP1xx sources, GP2xx files, GP3xx rows, GP4xx storage, GP5xx mail, GP8xx what a caller asks for, GP9xx
/// configuration.</param>
/// <param name="Vi">The sentence in Vietnamese, with <c>{0}</c>, <c>{1}</c> for details.</param>
/// <param name="En">The sentence in English, with the same places.</param>
/// <param name="RemedyVi">What to do, in Vietnamese.</param>
/// <param name="RemedyEn">What to do, in English.</param>
public sealed record ErrorEntry(string Code, string Vi, string En, string RemedyVi, string RemedyEn)
{
    /// <summary>The Vietnamese sentence with its details.</summary>
    public string FormatVi(params ReadOnlySpan<object?> details) => string.Format(CultureInfo.InvariantCulture, Vi, details);

    /// <summary>The English sentence with its details.</summary>
    public string FormatEn(params ReadOnlySpan<object?> details) => string.Format(CultureInfo.InvariantCulture, En, details);
}
