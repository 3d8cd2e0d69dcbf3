using System.Globalization;
using System.Text;

namespace GovPipeline.Pipeline.Reports;

/// <summary>Names of files that people can read and every system takes.</summary>
public static class FileNames
{
    /// <summary>A text in lower-case letters without marks, its words joined by hyphens: <c>6 tháng đầu năm</c> becomes <c>6-thang-dau-nam</c>.</summary>
    public static string Readable(string text)
    {
        var name = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD).Select(c => c is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(c)))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        return name.ToString().TrimEnd('-');
    }
}
