using System.Globalization;
using System.Text;

namespace GovPipeline.Samples;

/// <summary>
/// Writes rows as one vendor's one-stop does; lean rows leave out what is never read, and seconds. Names and numbers of
/// citizens are made up and only there to be left unread.
/// </summary>
internal sealed class SampleCsv(char separator, bool cityWording, bool lean = false)
{
    /// <summary>Headings of the city's system and of the wards' system: other vendors, other words.</summary>
    public string Header => Join(cityWording
        ? ["STT", "Mã hồ sơ", "Chủ hồ sơ", "Số giấy tờ", "Mã TTHC", "Lĩnh vực", "Mức độ", "Hình thức nộp", "Ngày nộp hồ sơ", "Ngày tiếp nhận",
            "Ngày hẹn trả", "Ngày kết thúc xử lý", "Ngày trả", "Trạng thái", "Đơn vị tiếp nhận", "Kết quả điện tử", "Ngày cập nhật"]
        : ["STT", "Số hồ sơ", "Người nộp", "CCCD", "Mã thủ tục", "Lĩnh vực", "Mức độ DVC", "Kênh tiếp nhận", "Ngày nộp", "Ngày nhận",
            "Hạn xử lý", "Ngày có kết quả", "Ngày trả kết quả", "Tình trạng", "Bộ phận Một cửa", "Có KQ điện tử", "Ngày cập nhật"]);

    /// <summary>The cells of a dossier as the source tells them at a moment.</summary>
    public string[] Cells(int number, SampleDossier d, DateTime moment)
    {
        var ended = d.Ended <= moment;
        var returned = ended && d.Ending == SampleEnding.Returned;
        var received = d.Ending is SampleEnding.Returned or SampleEnding.Withdrawn && d.Received <= moment;
        var channel = d.WrongChannelAtFirst is { } wrong && moment < d.Corrected ? wrong : d.Channel;
        return
        [
            lean ? string.Empty : number.ToString(CultureInfo.InvariantCulture),
            d.Code,
            lean ? string.Empty : $"Công dân {d.Citizen:D6}",
            $"072{d.Citizen:D9}",
            d.Procedure.Code,
            d.Procedure.Field,
            d.Procedure.Level,
            Channel(channel),
            Print(d.Submitted),
            received ? Print(d.Received) : string.Empty,
            received && d.Due is { } due ? Print(due) : string.Empty,
            ended && received ? Print(d.Ended) : string.Empty,
            returned && !lean ? Print(d.Ended) : string.Empty,
            Status(d, ended, received, moment),
            d.UnitName,
            returned ? (d is { Channel: SampleChannel.Online, IsOnPaper: false } ? "Có" : "Không") : string.Empty,
            Print(d.UpdatedBy(moment) ?? d.Submitted),
        ];
    }

    /// <summary>One line, cells quoted where they must be.</summary>
    public string Join(IEnumerable<string> cells)
    {
        var line = new StringBuilder();
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                line.Append(separator);
            }

            first = false;
            line.Append(cell.Contains(separator, StringComparison.Ordinal) || cell.Contains('"', StringComparison.Ordinal)
                ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
        }

        return line.ToString();
    }

    private string Print(DateTime moment) => moment.ToString(lean ? "dd/MM/yyyy HH:mm" : "dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Status(SampleDossier d, bool ended, bool received, DateTime moment) => (d.Ending, ended, received) switch
    {
        (SampleEnding.Refused, true, _) => "Không được tiếp nhận",
        (_, _, false) => "Mới đăng ký",
        (SampleEnding.Withdrawn, true, _) => "Công dân yêu cầu rút hồ sơ",
        (_, true, _) => "Đã trả kết quả",
        _ when d.SupplementAsked is { } asked && asked <= moment => "Yêu cầu bổ sung giấy tờ",
        _ => "Đang xử lý",
    };

    private string Channel(SampleChannel channel) => (channel, cityWording) switch
    {
        (SampleChannel.Online, true) => "Trực tuyến",
        (SampleChannel.Online, false) => "Qua mạng",
        (SampleChannel.Postal, true) => "Bưu chính công ích",
        (SampleChannel.Postal, false) => "Qua BCCI",
        (_, true) => "Trực tiếp",
        _ => "Tại Bộ phận Một cửa",
    };
}
