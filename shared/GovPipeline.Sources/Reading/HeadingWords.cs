using System.Text.RegularExpressions;
using GovPipeline.Domain.Privacy;
using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Says what of a header may be shown: a row of data may stand where the header should. Shown is what is made of the words of the source's
/// own headings, and what is written as programs name columns.
/// </summary>
/// <param name="aliases">The source's headings.</param>
internal sealed partial class HeadingWords(IReadOnlyDictionary<string, IReadOnlyList<string>> aliases)
{
    private const int LongestHeading = 80;

    private readonly Lazy<HashSet<string>> _words =
        new(() => aliases.Values.SelectMany(a => a).SelectMany(Words).Concat(Usual).ToHashSet(StringComparer.Ordinal));

    // What headings of registers say beside those that are read.
    private static readonly string[] Usual =
    [
        "stt", "tt", "họ", "tên", "và", "chủ", "hồ", "sơ", "người", "nộp", "số", "điện", "thoại", "địa", "chỉ", "giấy", "tờ", "cccd", "cmnd", "ghi", "chú",
        "ngày", "giờ", "tháng", "năm", "cán", "bộ", "xử", "lý", "tiếp", "nhận", "trả", "kết", "quả", "mã", "loại", "tình", "trạng", "nội", "dung", "phí", "lệ",
        "email", "cơ", "quan", "đơn", "vị", "phường", "xã", "thủ", "tục", "lĩnh", "vực", "mức", "độ", "hình", "thức", "kênh", "hạn", "hẹn", "tổng", "trong",
        "kỳ", "từ", "đến",
    ];

    /// <summary>The heading as it may be shown.</summary>
    public string Shown(string heading) => heading.Length == 0 || (heading.Length <= LongestHeading && !PersonalData.IsInOrNames(heading)
        && !LongNumber().IsMatch(heading) && (Identifier().IsMatch(heading) || Words(heading).All(_words.Value.Contains)))
        ? heading : PersonalData.Mask;

    private static IEnumerable<string> Words(string heading) =>
        Word().Matches(UnicodeText.Normal(heading, System.Text.NormalizationForm.FormC)).Select(m => m.Value.ToLowerInvariant());

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Word();

    // MaHoSo, SO_TAI_KHOAN, applicant.data.fullname: begins as programs name columns.
    [GeneratedRegex(@"^(ma|so|ngay|ten|loai|ty|tinh|trang|don|hinh|ky|gio|thoi|kenh|muc|da|co|nguoi|chu|linh|tong|phi|le|dia|email|id|stt|code|name|date|"
        + @"status|type|created|updated|applicant|accepted|appointment|dossier|unit|agency|kpi|is|has|total|"
        + @"value)([A-Z_.][A-Za-z0-9_.]{0,50}|[a-z]{0,3})?$", RegexOptions.IgnoreCase)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\d{5}")]
    private static partial Regex LongNumber();
}
