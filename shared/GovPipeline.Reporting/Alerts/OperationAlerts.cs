using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;

namespace GovPipeline.Reporting.Alerts;

/// <summary>What alerts to those who run the pipeline say. They name sources, files, jobs and codes, never people.</summary>
public static class OperationAlerts
{
    /// <summary>A source is late.</summary>
    /// <param name="source">Its names.</param>
    /// <param name="last">The last local day its data tell of.</param>
    /// <param name="interval">The month, quarter or half-year of that day, of a source that comes so; null of one that comes every night.</param>
    /// <param name="due">The day its next data were due; holidays are counted.</param>
    public static AlertContent Late(Bilingual source, DateOnly last, Domain.Periods.Period? interval, DateOnly due)
    {
        ArgumentNullException.ThrowIfNull(source);
        var end = interval is null ? new Bilingual($"ngày {DayText.Print(last)}", $"on {DayText.Print(last)}")
            : new($"{char.ToLowerInvariant(interval.NameVi[0])}{interval.NameVi[1..]}", $"with {interval.NameEn}");
        return Of(
            new($"{source.Vi}: trễ số liệu, mới có đến {end.Vi}", $"{source.En}: late, data end {end.En}"),
            new("Kiểm tra hệ thống nguồn và đường truyền, hoặc gửi tệp xuất bằng tay. Số liệu đã công bố giữ nguyên; kỳ chưa đủ được ghi là chưa đủ.",
                "Look at the source and the line, or drop an export by hand. Published figures stay; periods without it are marked partial."),
            new AlertFact(new("Hạn", "Due"), Bilingual.Same(DayText.Print(due))));
    }

    /// <summary>A file was refused.</summary>
    /// <param name="source">Names of its source.</param>
    /// <param name="file">Name of the blob.</param>
    /// <param name="error">The error's sentences, Vietnamese and English.</param>
    /// <param name="remedy">What to do.</param>
    public static AlertContent Refused(Bilingual source, string file, string error, Bilingual remedy)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Of(new($"{source.Vi}: tệp bị từ chối", $"{source.En}: file refused"), remedy, new AlertFact(new("Tệp", "File"), Bilingual.Same(file)),
            new AlertFact(new("Lỗi", "Error"), Bilingual.Halves(error)));
    }

    /// <summary>The last run of a job failed.</summary>
    public static AlertContent Failed(string job, string subject, DateTimeOffset at, string error) => Of(
        new($"Tác vụ {job} bị lỗi", $"Job {job} failed"),
        new("Xem govpipeline status và doctor; tác vụ tự chạy lại theo lịch, không mất số liệu.",
            "See govpipeline status and doctor; the job runs again on schedule and nothing is lost."),
        new AlertFact(new("Đối tượng", "Subject"), Bilingual.Same(subject)),
        new AlertFact(new("Lúc", "At"), Bilingual.Same($"{DayText.Print(Domain.Time.VietnamClock.ToLocal(at))}")),
        new AlertFact(new("Lỗi", "Error"), Bilingual.Halves(error)));

    /// <summary>Figures wait and were not published, or no night ran.</summary>
    public static AlertContent Unpublished(string why, DateTimeOffset? last) => Of(
        new("Quá 36 giờ chưa công bố số liệu", "Nothing published for more than 36 hours"),
        new("Xem govpipeline status; kiểm tra lịch chạy đêm và hàng đợi.", "See govpipeline status; look at the night's timer and the queues."),
        new AlertFact(new("Đang chờ", "Waiting"), Bilingual.Halves(why)),
        new AlertFact(new("Lần công bố gần nhất", "Last publication"),
            last is { } at ? Bilingual.Same($"{DayText.Print(Domain.Time.VietnamClock.ToLocal(at))}") : new("chưa có", "none")));

    /// <summary>What a software or the national portal counts moves away from what dossiers say.</summary>
    /// <param name="source">Names of the report.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="counted">What is counted, what is reported, and what dossiers say.</param>
    /// <param name="growth">How far they lie apart now and before.</param>
    /// <param name="period">The period.</param>
    /// <param name="cause">The likely cause; empty when none is known.</param>
    public static AlertContent Differs(
        Bilingual source, string unit, (Bilingual What, long Reported, long Own) counted, DifferenceGrowth growth, Domain.Periods.Period period,
        Bilingual cause)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(growth);
        ArgumentNullException.ThrowIfNull(period);
        var (what, reported, own) = counted;
        return Of(
            new($"{unit}: chênh lệch {what.Vi} với {source.Vi} tăng từ {Figures.Percent(growth.Before)} lên {Figures.Percent(growth.Share)}",
                $"{unit}: {what.En} differ from {source.En} by {Figures.Percent(growth.Share, 1, Language.English)}, before "
                    + $"{Figures.Percent(growth.Before, 1, Language.English)}"),
            new("Đối chiếu từng hồ sơ với đơn vị vận hành phần mềm; kiểm tra việc đồng bộ lên Cổng. Số đếm từ hồ sơ giữ nguyên.",
                "Hold the dossiers against the software's; look at what is synchronised with the portal. The count from dossiers stays."),
            new AlertFact(new("Kỳ", "Period"), new(period.NameVi, period.NameEn)),
            new AlertFact(new("Báo cáo", "Reported"), Bilingual.Of(l => Figures.Count(reported, l))),
            new AlertFact(new("Đếm từ hồ sơ", "Counted from dossiers"), Bilingual.Of(l => Figures.Count(own, l))),
            new AlertFact(new("Nguyên nhân có thể", "Likely cause"), cause.IsEmpty ? new("chưa rõ", "not known") : cause));
    }

    /// <summary>A part of the dossiers cannot be counted; the rest is published without it.</summary>
    public static AlertContent Uncounted(string partition, string error) => Of(
        new($"Một phần hồ sơ không tính được: {partition}", $"A part of the dossiers cannot be counted: {partition}"),
        new("Số liệu các phần khác vẫn công bố và ghi là chưa đủ. Gửi lỗi này cho tổ vận hành; phần này được thử lại hằng giờ.",
            "The rest is published and marked partial. Tell the operators; the part is tried again every hour."),
        new AlertFact(new("Lỗi", "Error"), Bilingual.Halves(error)));

    /// <summary>A period cannot be published; the others are.</summary>
    public static AlertContent Unpublished(string period, string error) => Of(
        new($"Không công bố được kỳ {period}", $"Period {period} cannot be published"),
        new("Các kỳ khác vẫn công bố; kỳ này giữ số cũ và được thử lại mỗi lần công bố.",
            "The other periods are published; this one keeps its figures and is tried again at each publication."),
        new AlertFact(new("Lỗi", "Error"), Bilingual.Halves(error)));

    /// <summary>Messages of a queue failed for good.</summary>
    public static AlertContent Poison(string queue, int count, string first) => Of(
        new($"Hàng đợi {queue}: {count} việc lỗi hẳn", $"Queue {queue}: {count} messages failed for good"),
        new($"Sửa nguyên nhân rồi chạy: govpipeline queues retry {queue}. Việc đến hạn vẫn được nhắc hằng giờ.",
            $"Mend the cause, then run: govpipeline queues retry {queue}. Work that is due is called for every hour all the same."),
        new AlertFact(new("Việc đầu tiên", "The first"), Bilingual.Same(first)));

    /// <summary>A change was begun and not ended.</summary>
    public static AlertContent Unended(string change, DateTimeOffset since) => Of(
        new($"Một thay đổi dở dang: {change}", $"A change was begun and not ended: {change}"),
        new("Lần quét hằng giờ nhận lại tệp; nếu lặp lại, xem govpipeline status và nhật ký.",
            "The hourly sweep takes the file up again; if it goes on, see govpipeline status and the log."),
        new AlertFact(new("Từ lúc", "Since"), Bilingual.Same(DayText.Print(VietnamClock.ToLocal(since)))));

    /// <summary>Columns of the form do not add up.</summary>
    public static AlertContent Broken(Domain.Periods.Period period, Bilingual broken)
    {
        ArgumentNullException.ThrowIfNull(period);
        return Of(
            new($"Biểu II.06a {period.NameVi} không khớp", $"Form II.06a of {period.NameEn} does not add up"),
            new("Đối chiếu hồ sơ của các đơn vị nêu dưới đây trước khi ký báo cáo.", "Look at the dossiers of the units below before the report is signed."),
            new AlertFact(new("Kỳ báo cáo", "Period"),
                new($"{period.NameVi} ({period.RangeVi}), {period.CalendarVi}", $"{period.NameEn} ({period.RangeEn}), {period.CalendarEn}")),
            new AlertFact(new("Không khớp", "Broken"), broken));
    }

    /// <summary>A mail was given up.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="id">Its id in the outbox.</param>
    /// <param name="error">Why.</param>
    public static AlertContent GivenUp(string subject, string id, string error) => Of(
        new("Một thư không gửi được sau lần thử cuối", "A mail was given up after the last try"),
        new($"Sửa nguyên nhân rồi chạy: govpipeline mails resend {id}", $"Mend the cause, then run: govpipeline mails resend {id}"),
        new AlertFact(new("Thư", "Mail"), Bilingual.Same(subject)),
        new AlertFact(new("Lỗi", "Error"), Bilingual.Halves(error)));

    private static AlertContent Of(Bilingual headline, Bilingual remedy, params AlertFact[] facts) =>
        new(headline, [.. facts, new AlertFact(new("Việc cần làm", "What to do"), remedy)], [], null);
}
