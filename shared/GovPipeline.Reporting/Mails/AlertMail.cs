using System.Globalization;
using System.Text;
using GovPipeline.Domain.Indicators;

namespace GovPipeline.Reporting.Mails;

/// <summary>Writes the Vietnamese mail about a missed target. Its first sentence is the message.</summary>
public static class AlertMail
{
    private const string Foot = "Thư tự động của GovPipeline. Cùng một cảnh báo chỉ gửi một lần.";

    /// <summary>The mail.</summary>
    public static MailBody Compose(AlertNotice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var rate = Figures.Percent(notice.Rate.Value);
        var target = Figures.TargetPercent(notice.Target);
        var counts = $"{Figures.Number(notice.Rate.Numerator)}/{Figures.Number(notice.Rate.Denominator)}";
        var subject = $"{notice.UnitName}: {notice.IndicatorName.ToLower(CultureInfo.GetCultureInfo("vi-VN"))} {rate}, thấp hơn mục tiêu {target}";
        var headline = $"{notice.UnitName}: {rate} ({counts}), thấp hơn mục tiêu {target}.";
        var shortBy = notice.Target - notice.Rate.Value.GetValueOrDefault();
        var needed = Math.Ceiling((notice.Target * notice.Rate.Denominator) - notice.Rate.Numerator);
        (string Label, string Value)[] facts =
        [
            ("Đơn vị", notice.UnitName),
            ("Chỉ tiêu", $"{notice.IndicatorId} – {notice.IndicatorName}"),
            ("Tử số", Figures.Number(notice.Rate.Numerator)),
            ("Mẫu số", $"{Figures.Number(notice.Rate.Denominator)} ({notice.BasisText})"),
            ("Tỷ lệ", rate),
            ("Mục tiêu", target + (notice.TargetIsExample ? " (mục tiêu minh họa, chưa có văn bản quy định)" : string.Empty)),
            ("Căn cứ", notice.LegalBasis),
            ("Còn thiếu", $"{Figures.Percent(shortBy).TrimEnd('%')} điểm phần trăm, tương đương {Figures.Number(needed)}"),
            ("Kỳ báo cáo", $"{notice.Period.NameVi} ({notice.Period.RangeVi})"),
            ("Lịch kỳ", notice.Period.Calendar == Domain.Periods.ReportingCalendar.Nd09
                ? "Chốt ngày 14 (NĐ 09/2019/NĐ-CP, Điều 12)" : "Dương lịch"),
            ("Số liệu tính đến", notice.AsOf.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
            ("Tình trạng số liệu", notice.Missing.Length == 0 ? "Đủ các nguồn" : $"CHƯA ĐỦ: {notice.Missing}"),
        ];
        return new(subject, Text(headline, facts), Html(headline, facts, incomplete: notice.Missing.Length > 0));
    }

    private static string Text(string headline, IEnumerable<(string Label, string Value)> facts)
    {
        var text = new StringBuilder(headline).Append("\n\n");
        foreach (var (label, value) in facts)
        {
            text.Append(label).Append(": ").Append(value).Append('\n');
        }

        return text.Append("\n" + Foot + "\n").ToString();
    }

    private static string Html(string headline, IEnumerable<(string Label, string Value)> facts, bool incomplete)
    {
        var rows = new StringBuilder();
        foreach (var (label, value) in facts)
        {
            rows.Append(CultureInfo.InvariantCulture, $"""
                <tr><td style="padding:6px 12px 6px 0;color:#555;{MailPage.Font};font-size:14px;vertical-align:top;white-space:nowrap">{MailPage.Encode(label)}</td><td style="padding:6px 0;{MailPage.Font};font-size:14px;color:#111">{MailPage.Encode(value)}</td></tr>

                """);
        }

        var notice = incomplete
            ? $"""<tr><td style="padding:10px 24px;background:#fff4ce;{MailPage.Font};font-size:14px;color:#5c4400">Số liệu chưa đủ; xem dòng cuối của bảng.</td></tr>"""
            : string.Empty;
        return MailPage.Html(
            "Cảnh báo chỉ tiêu",
            "#9b1c1c",
            headline,
            $"""
            {notice}
            <tr><td style="padding:8px 24px 20px 24px"><table role="presentation" cellpadding="0" cellspacing="0" width="100%">
            {rows}</table></td></tr>
            """,
            Foot);
    }
}
