namespace GovPipeline.Domain.Errors;

/// <summary>One thing that is wrong in one row, as a clerk needs it: column, value, rule, remedy.</summary>
/// <param name="Code">Code of the catalogue.</param>
/// <param name="Column">The column as the file heads it; empty for the whole row.</param>
/// <param name="Value">The value as written, at most 80 characters; empty where it could be personal.</param>
/// <param name="Vi">What is wrong, in Vietnamese.</param>
/// <param name="En">What is wrong, in English.</param>
/// <param name="RemedyVi">What to do, in Vietnamese.</param>
/// <param name="RemedyEn">What to do, in English.</param>
public sealed record RowError(string Code, string Column, string Value, string Vi, string En, string RemedyVi, string RemedyEn)
{
    private const int LongestValue = 80;

    /// <summary>An error of the catalogue in a column.</summary>
    /// <remarks>Column and value are the first two places of the sentence, the details the following ones.</remarks>
    public static RowError Of(ErrorEntry entry, string column, ReadOnlySpan<char> value, params ReadOnlySpan<object?> details)
    {
        var shown = value.Length > LongestValue ? string.Concat(value[..LongestValue], "…") : value.ToString();
        object?[] all = [column, shown, .. details];
        return new(entry.Code, column, shown, entry.FormatVi(all), entry.FormatEn(all), entry.RemedyVi, entry.RemedyEn);
    }
}
