using System.Globalization;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Privacy;
using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Names of sheets and archive entries as they may be shown: people name them after people too. Shown is what programs and forms call
/// them; another is told by its place, <c>#2</c>.
/// </summary>
internal static partial class TableNames
{
    private const int Longest = 60;

    /// <summary>The name.</summary>
    /// <param name="name">The name in the file; empty when the file is the table.</param>
    /// <param name="number">Its place, from 1.</param>
    public static string Shown(string name, int number) => name.Length == 0 || (name.Length <= Longest && !PersonalData.IsInOrNames(name)
        && !LongNumber().IsMatch(name) && Usual().IsMatch(Folding.Fold(name)))
        ? name : string.Create(CultureInfo.InvariantCulture, $"#{number}");

    [GeneratedRegex(@"\d{9}")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"^((sheet|trang|bang|table|data|export|ds|danh sach|so (theo doi|lieu|ho so)|bao cao|bieu|tong (hop|so)|thang|quy|nam|ky|phu luc|"
        + @"huong dan|bia|mau|mot cua|ho so|danh muc|ket qua|sltk|csdl)\d{0,4}\b.{0,40}|"
        + @"[a-z]{1,3}\d{0,4}|[a-z]{1,12} \d{1,8}|[\d ]{1,12})( (csv|xlsx?|json|xml|html?|txt))?$")]
    private static partial Regex Usual();
}
