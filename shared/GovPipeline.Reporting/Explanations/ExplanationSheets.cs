using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Reporting.Reports;

namespace GovPipeline.Reporting.Explanations;

/// <summary>An explanation as sheets of a workbook.</summary>
public static class ExplanationSheets
{
    /// <summary>The sheets; that of rows only where they were asked for.</summary>
    public static IEnumerable<TableSheet> Of(Explanation explanation, Language language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        string T(string vi, string en) => language == Language.English ? en : vi;
        var (title, note) = (explanation.Meaning.In(language), ExplanationWords.Where(explanation, language));
        TableSheet Sheet(string name, IReadOnlyList<(string, double)> columns, IEnumerable<IReadOnlyList<object?>> rows) => new(name, title, note,
            columns, [.. rows]);
        yield return Sheet(T("Giải trình", "Explanation"), [(T("Mục", "Item"), 26), (T("Nội dung", "Content"), 110)], Facts(explanation, language));
        yield return Sheet(
            T("Số hạng", "Terms"), [(T("Phần", "Part"), 60), (T("Số hạng", "Term"), 50), (T("Giá trị", "Value"), 14)],
            explanation.Parts.SelectMany(p => p.Terms.Select(t => (IReadOnlyList<object?>)[p.Name.In(language), t.Name.In(language), t.Value])
                .Append([p.Name.In(language), T("Cộng", "Sum"), p.Value])));
        yield return Sheet(
            T("Theo ngày", "By day"), [(T("Phần", "Part"), 60), (T("Số hạng", "Term"), 50), (T("Ngày, tháng", "Day, month"), 14), (T("Giá trị", "Value"), 14)],
            explanation.Parts.SelectMany(p => p.Terms.SelectMany(t => t.Days.Select(d => (IReadOnlyList<object?>)[
                p.Name.In(language), t.Name.In(language), DayText.TryParse(d.Key) is { } day ? day : d.Key, d.Value]))));
        if (explanation.Members.Count > 0)
        {
            yield return Sheet(
                T("Theo đơn vị", "By unit"),
                [(T("Mã", "Id"), 24), (T("Đơn vị", "Unit"), 40), .. explanation.MemberHeadings.Select(h => (h.In(language), 24.0))],
                explanation.Members.Select(m => (IReadOnlyList<object?>)[
                    m.UnitId, m.Name, .. Enumerable.Range(0, explanation.MemberHeadings.Count).Select(i => i < m.Values.Count ? (object?)m.Values[i] : null)]));
        }

        yield return Sheet(
            T("Tệp", "Files"),
            [(T("Nguồn", "Source"), 34), (T("Số liệu đến", "Data to"), 14), (T("Số dòng", "Rows"), 10), (T("Đến lúc", "Arrived"), 18), (T("Ai đưa",
                "Brought by"), 20),
                (T("Tệp", "File"), 60), ("SHA-256", 70)],
            explanation.Files.Select(f => (IReadOnlyList<object?>)[
                f.Source.In(language), f.ExportDate, f.Rows, f.ArrivedAt is { } at ? DayText.Print(VietnamClock.ToLocal(at)) : null,
                ExplanationWords.BroughtBy(f, language), f.Blob, f.Sha256]));
        if (explanation.Rows is { } rows)
        {
            yield return Sheet(
                T("Dòng", "Rows"),
                [(T("Mã", "Code"), 34), (T("Ngày", "Day"), 14), (T("Kênh", "Channel"), 24), (T("Mức độ", "Level"), 16), (T("Giá trị", "Value"), 12),
                    (T("Nguồn", "Source"), 20), (T("Dòng", "Row"), 10), ("SHA-256", 70)],
                rows.Select(r => (IReadOnlyList<object?>)[r.Code, r.Day, ExplanationWords.Channel(r.Channel, language), ExplanationWords.Level(r.Level,
                    language), r.Value, r.SourceId, r.Row, r.Sha256]));
        }
    }

    private static IEnumerable<IReadOnlyList<object?>> Facts(Explanation explanation, Language language)
    {
        string T(string vi, string en) => language == Language.English ? en : vi;
        (string, string?)[] facts =
        [
            (T("Giá trị", "Value"), ExplanationWords.Value(explanation, explanation.Published, language)),
            (T("Mã tra cứu", "Code"), explanation.Code),
            (T("Cách tính", "Formula"), explanation.Formula.In(language)),
            (T("Căn cứ", "Basis"), explanation.Law.In(language)),
            (T("Đối chiếu", "Check"), ExplanationWords.Agreement(explanation, language)),
            (T("Số liệu đến", "Data to"), DayText.Print(explanation.AsOf)),
            (T("Còn thiếu", "Missing"), explanation.Missing.In(language)),
            (T("Dòng chờ sửa", "Waiting rows"), ExplanationWords.Waiting(explanation, language)),
            (T("Tự sửa", "Repairs"), ExplanationWords.Repairs(explanation, language)),
            (T("Lần trước", "Before"), ExplanationWords.Before(explanation, language)),
            (T("Phiên bản", "Version"), explanation.Version),
            (T("Định nghĩa", "Definitions"), ExplanationWords.Definitions(explanation, language)),
        ];
        return facts.Where(f => !string.IsNullOrEmpty(f.Item2)).Select(f => (IReadOnlyList<object?>)[f.Item1, f.Item2]);
    }
}
