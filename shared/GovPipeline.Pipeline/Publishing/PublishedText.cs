using System.Globalization;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Text;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>
/// What published rows say in words. They say it in Vietnamese, once; a reader of English gets the same sentence made from it, so that rows that were signed
/// years ago read in both languages too.
/// </summary>
public static partial class PublishedText
{
    /// <summary>What stands between two things that are missing.</summary>
    internal const string Between = "; ";

    internal static readonly Bilingual NotOver = new("kỳ chưa kết thúc", "the period is not over");
    internal static readonly Bilingual FewRows = new("số dòng quá ít để công bố", "too few rows to be published");
    internal static readonly Bilingual OutOfBounds = new("ngoài 0–100%", "outside 0–100%");
    internal static readonly Bilingual DoesNotHold = new("không khớp", "does not hold");
    internal static readonly Bilingual Preceding = new("(kỳ trước)", "(period before)");
    internal static readonly Bilingual NoDossiers = new("chưa có số liệu hồ sơ để đối chiếu", "no data of dossiers to compare with");
    internal static readonly Bilingual Unclear = new("chưa rõ; đối chiếu theo mã hồ sơ", "not clear; compare dossier by dossier");
    internal static readonly Bilingual NoPost = new("báo cáo không tính hồ sơ qua bưu chính công ích",
        "the report leaves out dossiers that came by public post");
    internal static readonly Bilingual NoEarly = new("báo cáo chỉ tính đúng hạn khi xong đúng ngày hẹn, bỏ hồ sơ trước hạn",
        "the report counts as in time what ended on the very day and leaves out what ended before it");
    internal static readonly Bilingual EarlyInTime = new("báo cáo gộp hồ sơ trước hạn vào đúng hạn", "the report counts what ended before its day as in time");
    internal static readonly Bilingual WithMembers = new("báo cáo cộng cả các đơn vị trực thuộc", "the report adds up the units below as well");

    private static readonly Bilingual[] Causes = [NoDossiers, Unclear, NoPost, NoEarly, EarlyInTime, WithMembers];

    /// <summary>The total agrees and the channels do not.</summary>
    /// <param name="dossiers">How many more the report says were filed online.</param>
    internal static Bilingual MoreOnline(long dossiers) => new($"tổng tiếp nhận khớp; báo cáo tính trực tuyến thêm {dossiers} hồ sơ mà dữ liệu ghi kênh khác",
        $"the total agrees; the report counts {dossiers} more dossiers as filed online, which the data have in another channel");

    /// <summary>Partitions of dossiers that could not be counted.</summary>
    internal static Bilingual Uncounted(int partitions, string which) =>
        new($"chưa tính {partitions} phần hồ sơ: {which}", $"{partitions} parts of the dossiers not counted: {which}");

    /// <summary>What is missing, in both languages.</summary>
    /// <param name="published">The column <c>Missing</c> of a published row.</param>
    /// <param name="sources">The sources, whose names it says.</param>
    public static Bilingual Missing(string published, SourceCatalogue sources)
    {
        ArgumentNullException.ThrowIfNull(published);
        ArgumentNullException.ThrowIfNull(sources);
        return published.Length == 0 ? Bilingual.Empty : new(published, string.Join(Between, published.Split(Between).Select(part =>
            part == NotOver.Vi ? NotOver.En
            : part == FewRows.Vi ? FewRows.En
            : UncountedPattern().Match(part) is { Success: true } m
                ? Uncounted(int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m.Groups[2].Value).En
            : sources.All.Where(s => part.StartsWith(s.NameVi, StringComparison.Ordinal) && part.AsSpan(s.NameVi.Length) is "" or [':' or ' ', ..])
                .MaxBy(s => s.NameVi.Length) is { } source ? source.NameEn + part[source.NameVi.Length..]
            : part)));
    }

    /// <summary>The likely cause of a difference, in both languages.</summary>
    /// <param name="published">The column <c>LikelyCause</c> of a row of <c>reported</c>.</param>
    public static Bilingual Cause(string published) => Array.Find(Causes, c => c.Vi == published)
        ?? (MoreOnlinePattern().Match(published) is { Success: true } m
            ? MoreOnline(long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)) : Bilingual.Same(published));

    /// <summary>What does not add up, in both languages.</summary>
    /// <param name="published">The column <c>BrokenIdentities</c> of a row of <c>datasets</c>.</param>
    public static Bilingual Broken(string published)
    {
        ArgumentNullException.ThrowIfNull(published);
        return new(published, new[] { OutOfBounds, DoesNotHold, Preceding }.Aggregate(published, (text, w) =>
            text.Replace(w.Vi, w.En, StringComparison.Ordinal)));
    }

    [GeneratedRegex("^chưa tính ([0-9]+) phần hồ sơ: (.*)$", RegexOptions.Singleline)]
    private static partial Regex UncountedPattern();

    [GeneratedRegex("^tổng tiếp nhận khớp; báo cáo tính trực tuyến thêm ([0-9]+) hồ sơ mà dữ liệu ghi kênh khác$")]
    private static partial Regex MoreOnlinePattern();
}
