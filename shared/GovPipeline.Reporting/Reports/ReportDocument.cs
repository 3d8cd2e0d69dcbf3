using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Reporting.Charts;

namespace GovPipeline.Reporting.Reports;

/// <summary>
/// What a report says in its template, as an office writes it (NĐ 30/2020/NĐ-CP): figures and what is known of them; causes and
/// solutions as drafts from the alerts; number, date and signature are left to the author.
/// </summary>
public static class ReportDocument
{
    private const string Blank = "…………………………………………………………………………", Draft = "[Dự thảo]";
    private const int MostDrafts = 8, MostReported = 12, LongestFraction = 17;
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    // One edit adds a name: a text here, or a part below.
    private static readonly Dictionary<string, Func<PeriodReport, Letterhead, string>> Texts = new(StringComparer.Ordinal)
    {
        ["dia-danh"] = (_, l) => l.Place,
        ["ky-hieu"] = (_, l) => l.Symbol,
        ["nam"] = (r, _) => $"{r.Period.End.Year}",
        ["ten-ky"] = (r, _) => r.Period.NameVi.ToLower(Vietnamese),
        ["khoang-thoi-gian"] = (r, _) => $"{r.Period.RangeVi}; {r.Period.CalendarVi}",
        ["don-vi"] = (r, _) => r.UnitName,
        ["phien-ban"] = (r, _) => r.Own.Code.Length > 0 ? $"{r.Version}; mã tra cứu tỷ lệ trực tuyến: {r.Own.Code}" : r.Version,
        ["tinh-trang-so-lieu"] = (r, _) => ReportWords.Standing(r),
        ["cach-tinh-qua-han"] = (r, _) => r.Conventions.LatenessIn(Language.Vietnamese),
        ["tom-tat"] = (r, _) => ReportLead.Message(r, Language.Vietnamese),
        ["so-sanh"] = (r, _) => ReportLead.Change(r, Language.Vietnamese),
        ["tong-so"] = (r, _) => C(r.Total.Total),
        ["trong-ky"] = (r, _) => C(r.Total.Received),
        ["truc-tuyen"] = (r, _) => C(r.Total.ReceivedOnline),
        ["truc-tiep"] = (r, _) => C(r.Total.ReceivedInPerson),
        ["buu-chinh"] = (r, _) => C(r.Total.ReceivedPostal),
        ["ky-truoc"] = (r, _) => C(r.Total.CarriedOver),
        ["da-giai-quyet"] = (r, _) => C(r.Total.Resolved),
        ["truoc-han"] = (r, _) => C(r.Total.ResolvedEarly),
        ["dung-han"] = (r, _) => C(r.Total.ResolvedOnTime),
        ["qua-han"] = (r, _) => C(r.Total.ResolvedLate),
        ["ty-le-dung-han"] = (r, _) => Figures.Percent(new Rate(r.Total.ResolvedEarly + r.Total.ResolvedOnTime, r.Total.Resolved).Value),
        ["dang-giai-quyet"] = (r, _) => C(r.Total.Pending),
        ["dang-trong-han"] = (r, _) => C(r.Total.PendingInTime),
        ["dang-qua-han"] = (r, _) => C(r.Total.PendingLate),
        ["dong-nhan"] = (r, _) => C(r.Files.Rows),
        ["dong-hop-le"] = (r, _) => C(r.Files.Accepted),
        ["dong-tra-lai"] = (r, _) => C(r.Files.Rejected),
        ["muc-do-day-du"] = (r, _) => ReportWords.Completeness(r),
        ["khoang-ty-le"] = (r, _) => ReportLead.Range(r, Language.Vietnamese),
        ["dang-thuc"] = (r, _) => r.BrokenIdentities.IsEmpty ? "Các đẳng thức của biểu II.06a đều đúng"
            : $"Biểu II.06a có chỗ không khớp: {r.BrokenIdentities.Vi}",
    };

    private static readonly Dictionary<string, Func<PeriodReport, Letterhead, DocumentParts, IEnumerable<OpenXmlElement>>> Parts = new(StringComparer.Ordinal)
    {
        ["co-quan"] = (_, l, _) => l.Body.Select((line, i) => DocumentParts.Line(line, bold: i == l.Body.Count - 1, size: "26")),
        ["kinh-gui"] = (_, l, _) => l.Addressees.Count == 0 ? [] : [DocumentParts.Line($"Kính gửi: {string.Join("; ", l.Addressees)}.")],
        ["noi-nhan"] = (_, l, _) => l.Addressees.Select(_ => "- Như trên;").Take(1).Concat(l.Copies.Select(c => $"- {c}"))
            .Select(line => DocumentParts.Line(line, side: JustificationValues.Left, size: "22")),
        ["ky-ten"] = (_, l, _) => l.Signatory.Select(line => DocumentParts.Line(line, bold: true)),
        ["bang-ket-qua"] = (r, _, _) => Results(r),
        ["ty-le-cac-cap"] = (r, _, _) => r.Rates.Where(x => x.IsRollup || x.UnitId == r.UnitId).OrderByDescending(x =>
            x.UnitId == r.UnitId).Select(x => DocumentParts.Text($"- {Rollup(x, r)}.")),
        ["bang-ty-le"] = (r, _, _) => Online(r),
        ["hinh-theo-thang"] = (r, _, parts) => Trend(r, parts),
        ["hinh-theo-don-vi"] = (r, _, parts) => Ranking(r, parts),
        ["bang-van-phong-dien-tu"] = (r, _, _) => Lines(r, "documents"),
        ["bang-he-thong-khac"] = (r, _, _) => Lines(r, "other"),
        ["phan-mem"] = (r, _, _) => r.Software.Count == 0 ? [] :
        [
            DocumentParts.Text("Phần mềm gây gián đoạn nhiều nhất (giờ gián đoạn nhân số đơn vị): "
                + $"{string.Join("; ", r.Software.Select(s => $"{s.Name} {Figures.Number(Math.Round(s.Value, 1))}"))}."),
        ],
        ["dieu-chinh"] = (r, _, _) => Settled(r),
        ["doi-chieu"] = (r, _, _) => Reported(r),
        ["tinh-xac-thuc"] = (r, _, _) => Authenticity(r),
        ["bo-chi-so-766"] = (r, _, _) => ServiceIndex(r),
        ["kho-khan"] = (r, _, _) => Drafts(r, a => $"{Draft} {a.Content.Headline.Vi}{Fact(a, "Còn thiếu", "; còn thiếu ")}. Nguyên nhân: …………"),
        ["de-xuat"] = (r, _, _) => Drafts(r, a => $"{Draft} {Fact(a, "Việc cần làm", string.Empty).TrimEnd('.')}"
            + (a.Duty is { } d ? $" ({d.Holder.Vi}, hạn {DayText.Print(d.Due)})" : string.Empty) + "."),
    };

    /// <summary>Every name that a template may have.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. Texts.Keys, .. Parts.Keys];

    /// <summary>Writes it.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="letterhead">The issuing body.</param>
    /// <param name="template">The document that is filled in.</param>
    /// <param name="output">Receives the document.</param>
    public static void Write(PeriodReport report, Letterhead letterhead, byte[] template, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(letterhead);
        ReportTemplate.Fill(
            template, Texts.ToDictionary(t => t.Key, t => t.Value(report, letterhead)),
            Parts.ToDictionary(p => p.Key, p => (Func<DocumentParts, IEnumerable<OpenXmlElement>>)(parts => p.Value(report, letterhead, parts))), output);
    }

    private static IEnumerable<OpenXmlElement> Results(PeriodReport report)
    {
        return DocumentParts.Table(
            [34, 12, 12, 13, 12, 13],
            [report.Own.IsRollup ? "Đơn vị" : "Lĩnh vực", "Tổng số", "Trong kỳ", "Đã giải quyết", "Quá hạn", "Đang giải quyết"],
            [.. report.Sections.SelectMany(x => x.Rows).Select(r => Row(r.Name, r.Statistics)), Row("Tổng cộng", report.Total)],
            1);
        static string[] Row(string name, PeriodStatistics? s) => s is null ? [name, "–", "–", "–", "–", "–"] :
            [name, C(s.Total), C(s.Received), C(s.Resolved), C(s.ResolvedLate), C(s.Pending)];
    }

    private static string Rollup(RateRow row, PeriodReport report)
    {
        var target = row.Target is { } t
            ? $"; {(row.IsExample ? "mục tiêu minh họa" : "mục tiêu")} {Figures.TargetPercent(t)}{(row.IsExample ? string.Empty : $" ({row.LegalBasis})")}: "
                + $"{ReportWords.Status(row.Status)}" : string.Empty;
        return $"{row.Name}: {Rate(row, report)} ({C(row.Online)}/{C(row.Received)}){target}";
    }

    private static IEnumerable<OpenXmlElement> Online(PeriodReport report)
    {
        var units = report.Rates.Where(r => !r.IsRollup).OrderBy(r => r.Tier).ThenByDescending(r => r.Rate).ToList();
        var table = DocumentParts.Table(
            [34, 14, 14, 14, 14, 18],
            ["Đơn vị", "Tiếp nhận", "Trực tuyến", "Tỷ lệ", "Mục tiêu", "Kết quả"],
            units.Select(r => new[] { r.Name, r.IsSuppressed ? "–" : C(r.Received), r.IsSuppressed ? "–" : C(r.Online), Rate(r, report),
                r.Target is { } t ? Figures.TargetPercent(t) + (r.IsExample ? " *" : string.Empty) : "–", IsTooFew(r, report) ? ReportWords.TooFew()
                    : ReportWords.Status(r.Status) + (r.IsExample ? " *" : string.Empty) }),
            1);
        return units.Exists(r => r.IsExample) ? table.Append(DocumentParts.Text("* Mục tiêu minh họa, chưa có văn bản quy định.", italic: true)) : table;
    }

    private static IEnumerable<OpenXmlElement> Trend(PeriodReport report, DocumentParts parts) => report.Trend.Count(t => t.Value is not null) < 2 ? [] :
    [
        parts.Picture(
            TrendChart.Png([.. report.Trend.TakeLast(8)], (double?)report.Own.Target, report.Own.Target is { } t
                ? $"mục tiêu {Figures.TargetPercent(t)}" : "mục tiêu"),
            string.Join("; ", report.Trend.Select(p => $"{p.Label}: {Figures.Percent((decimal?)p.Value)}"))),
        DocumentParts.Caption($"Tỷ lệ hồ sơ nộp trực tuyến theo tháng ({report.Period.CalendarVi}), {report.UnitName}"
            + $"{(report.TrendNote is { } note ? $". {note.Vi}" : string.Empty)}"),
    ];

    private static string OfTier(UnitTier? tier) => tier switch
    {
        UnitTier.Province => " cấp tỉnh",
        UnitTier.District => " cấp huyện",
        UnitTier.Commune => " cấp xã",
        _ => string.Empty,
    };

    /// <summary>Like with like: a picture a tier.</summary>
    private static IEnumerable<OpenXmlElement> Ranking(PeriodReport report, DocumentParts parts)
    {
        var units = report.Rates.Where(r => !r.IsRollup && r.Rate is not null && !r.IsSuppressed && r.Received >= report.MinimumDenominator).ToList();
        return units.GroupBy(r => r.Tier).Where(tier => tier.Count() > 1).OrderBy(tier => tier.Key).SelectMany(tier => new[]
        {
            parts.Picture(RateChart.Png([.. tier.Select(r => new RateBar(r.Name, r.Rate, r.Target, r.Tone))]),
                string.Join("; ", tier.Select(r => $"{r.Name}: {Rate(r, report)}"))),
            DocumentParts.Caption($"Tỷ lệ theo đơn vị{OfTier(tier.Key)}; vạch đen là mục tiêu"),
        });
    }

    private static IEnumerable<OpenXmlElement> Lines(PeriodReport report, string section) => DocumentParts.Table(
        [12, 42, 14, 28, 12],
        ["Mã", "Chỉ tiêu", "Giá trị", "Tử số/mẫu số", "Mục tiêu"],
        report.Indicators.Where(i => (report.Conventions.Systems.FirstOrDefault(s =>
            s.Id == i.Indicator.System)?.Section ?? "other") == section).Select(i => new[]
        {
            i.Indicator.Id, i.NameIn(Language.Vietnamese), Figures.Value(i.Value, i.Indicator.Format),
            i.Value is null || i.Indicator.Denominator is null ? "–" : Fraction(i), i.Target is { } t ? Figures.Target(t, i.Indicator.Format) : "–",
        }),
        2);

    /// <summary>Numerator and denominator; long ones on two lines, each number whole.</summary>
    private static string Fraction(IndicatorLine line)
    {
        var (over, below) = (Figures.Number(Math.Round(line.Numerator, 1)), Figures.Number(Math.Round(line.Denominator, 1)));
        return over.Length + below.Length > LongestFraction ? $"{over}/\n{below}" : $"{over}/{below}";
    }

    /// <summary>Of a signed period: what was restated since, and that later data would say something else.</summary>
    private static IEnumerable<OpenXmlElement> Settled(PeriodReport report)
    {
        foreach (var restated in report.Restatements.GroupBy(r => r.Number).OrderBy(g => g.Key))
        {
            var (first, lines) = (restated.First(), restated.ToList());
            yield return DocumentParts.Text($"Số liệu đã điều chỉnh sau khi ký, lần {restated.Key} ngày {DayText.Print(first.On)}, theo {first.Document}; "
                + $"người quyết định: {first.By}; lý do: {first.Reason}."
                + (lines.Count <= MostReported ? string.Empty
                    : $" Dưới đây là {MostReported} trong {C(lines.Count)} số; đủ các số ở bảng tính, trang Điều chỉnh."));
            foreach (var part in DocumentParts.Table(
                [34, 46, 14, 14], ["Đơn vị", "Số", "Đã ký", "Điều chỉnh"],
                lines.Take(MostReported).Select(l => new[]
                {
                    l.UnitName, ReportWords.Column(l.Column, report, Language.Vietnamese), Number(l.Old), Number(l.New),
                }),
                2))
            {
                yield return part;
            }
        }

        if (report.Differences.Count > 0)
        {
            yield return DocumentParts.Text(
                $"Báo cáo này theo số đã ký. Dữ liệu đến sau khi ký sẽ làm {C(report.Differences.Count)} số khác đi nếu công bố lại; "
                + "từng số và lý do xem trang dữ liệu của kỳ.");
        }

        static string Number(decimal value) => Figures.Number(Math.Round(value, 4, MidpointRounding.AwayFromZero));
    }

    /// <summary>Three numbers side by side, and the units that are asked: wording that can be read aloud.</summary>
    private static IEnumerable<OpenXmlElement> Authenticity(PeriodReport report)
    {
        if (report.Authenticity is not [var own, ..] || own.UnitId != report.UnitId)
        {
            return [];
        }

        var eligible = !own.HasEligible ? "chưa có số liệu kết quả điện tử"
            : $"đủ điều kiện theo QĐ 766/QĐ-TTg (chưa đến lúc có kết quả, hoặc kết quả là bản điện tử) {C(own.Eligible)}"
                + (own.EligibleUnknown > 0 ? $", chưa biết {C(own.EligibleUnknown)}" : string.Empty);
        var asked = report.Authenticity.Skip(1).Where(l => l.Noted > 0).ToList();
        var signs = report.AuthenticityTests.Where(t => t.State == nameof(Domain.Authenticity.FindingState.Noted)).Select(t =>
            $"{t.Test.Id} {t.Test.Name.Vi}").ToList();
        var code = own.Code.Length > 0 ? $" (mã tra cứu {own.Code})" : string.Empty;
        var text = DocumentParts.Text($"Tính xác thực của số hồ sơ trực tuyến: khai báo {C(own.Declared)} hồ sơ; {eligible}; "
            + $"cần xác minh {C(own.ToVerify)}{code}. "
            + (!own.IsArea && own.Noted > 0 ? $"Đề nghị đơn vị giải trình {own.Noted} dấu hiệu: {string.Join("; ", signs)}; "
                    + "dấu hiệu là để hỏi lại, không kết luận sai phạm."
                : !own.IsArea ? "Không có dấu hiệu cần giải trình."
                : asked.Count == 0 ? "Không có đơn vị nào có dấu hiệu cần giải trình." : $"Đề nghị giải trình: {asked.Count} đơn vị có dấu hiệu dưới đây; "
                + "dấu hiệu là để hỏi lại, không kết luận sai phạm."));
        return asked.Count == 0 ? [text] :
        [
            text,
            .. DocumentParts.Table(
                [44, 18, 18, 18, 18], ["Đơn vị", "Khai báo", "Đủ điều kiện 766", "Cần xác minh", "Số dấu hiệu"],
                asked.Take(MostReported).Select(l => new[]
                {
                    l.Name, C(l.Declared), !l.HasEligible ? "–" : C(l.Eligible), C(l.ToVerify), C(l.Noted),
                }),
                1),
        ];
    }

    /// <summary>The six parts of QĐ 766/QĐ-TTg beside what the portal says.</summary>
    private static IEnumerable<OpenXmlElement> ServiceIndex(PeriodReport report) => report.ServiceIndex.All(p => p.Points is null) ? [] :
    [
        DocumentParts.Text("Bộ chỉ số phục vụ người dân, doanh nghiệp (QĐ 766/QĐ-TTg), phần tính được từ số liệu đã công bố; không phải điểm chính thức:"),
        .. DocumentParts.Table(
            [44, 24, 24, 24], ["Nhóm (điểm tối đa)", "Tính được", "Khoảng cả nhóm", "Cổng công bố"],
            report.ServiceIndex.Select(p => new[]
            {
                $"{p.Part.Name.Vi} ({Figures.Number(p.Part.Points)})",
                p.Points is { } points ? $"{Figures.Number(points)} / {Figures.Number(p.Covered)}{(p.IsEstimate ? " (ước tính)" : string.Empty)}" : "–",
                $"{Figures.Number(p.Range.Least)} – {Figures.Number(p.Range.Most)}",
                p.Portal is { } portal ? Figures.Number(portal) : "–",
            }),
            1),
    ];

    private static IEnumerable<OpenXmlElement> Reported(PeriodReport report)
    {
        if (report.Reported.Count == 0)
        {
            return [];
        }

        var known = report.Reported.Where(r => r.Own is not null).ToList();
        var differing = known.Where(r => r.Own != r.Reported).Take(MostReported).ToList();
        var text = DocumentParts.Text(
            $"Đối chiếu với báo cáo của phần mềm: khớp {known.Count(r => r.Own == r.Reported)}/{known.Count} số đếm được từ hồ sơ"
            + $"{(known.Count(r => r.Own != r.Reported) > MostReported ? $"; {MostReported} chỗ lệch đầu tiên" : string.Empty)}.");
        return differing.Count == 0 ? [text] :
        [
            text,
            .. DocumentParts.Table(
                [24, 30, 34, 13, 13], ["Đơn vị", "Mục", "Nguyên nhân có thể", "Phần mềm báo", "Đếm từ hồ sơ"],
                differing.Select(r => new[]
                {
                    r.UnitName, r.Name.Vi, r.LikelyCause.Vi, C((long)r.Reported), C(r.Own!.Value),
                }),
                3),
        ];
    }

    /// <summary>Lines drafted from the alerts; dots to write on where there are none.</summary>
    private static IEnumerable<OpenXmlElement> Drafts(PeriodReport report, Func<Alert, string> say)
    {
        var alerts = report.Alerts.Where(a => (!a.Kind.IsOperational() || a.Kind == AlertKind.SourceLate)
            && !a.Content.IsExample && a.Calm is null).Take(MostDrafts).ToList();
        return alerts.Count == 0 ? [DocumentParts.Text(Blank), DocumentParts.Text(Blank)] : alerts.Select(a => DocumentParts.Text($"- {say(a)}"));
    }

    private static string Fact(Alert alert, string label, string lead) =>
        alert.Content.Facts.FirstOrDefault(f => f.Label.Vi == label) is { } fact ? lead + fact.Value.Vi : string.Empty;

    private static string C(long count) => Figures.Count(count);

    private static string Rate(RateRow row, PeriodReport report) =>
        IsTooFew(row, report) ? ReportWords.TooFew() : Figures.Percent(row.Rate);

    private static bool IsTooFew(RateRow row, PeriodReport report) => row.IsSuppressed || (row.HasData && row.Received < report.MinimumDenominator);
}
