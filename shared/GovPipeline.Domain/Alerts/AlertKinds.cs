using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Alerts;

/// <summary>What the kinds have in common.</summary>
public static class AlertKinds
{
    /// <summary>Whether it concerns those who run the pipeline rather than the unit and its leaders.</summary>
    public static bool IsOperational(this AlertKind kind) =>
        kind is AlertKind.SourceLate or AlertKind.FileRejected or AlertKind.RunFailed or AlertKind.NothingPublished or AlertKind.MailGivenUp
            or AlertKind.WorkStuck or AlertKind.BrokenIdentity or AlertKind.DifferenceGrows;

    /// <summary>Whether it is told once, and neither repeated, escalated nor declared over.</summary>
    public static bool IsToldOnce(this AlertKind kind) => kind == AlertKind.PeriodClosing;

    /// <summary>Name for readers.</summary>
    public static Bilingual Name(this AlertKind kind) => kind switch
    {
        AlertKind.BelowTarget => new("Dưới mục tiêu", "Target missed"),
        AlertKind.BelowWarning => new("Gần mức cảnh báo", "Near the warning level"),
        AlertKind.Pace => new("Khó kịp mục tiêu", "Behind pace"),
        AlertKind.SuddenDrop => new("Giảm đột ngột", "Sudden drop"),
        AlertKind.BrokenIdentity => new("Số liệu không khớp", "Figures do not add up"),
        AlertKind.DifferenceGrows => new("Chênh lệch tăng", "Difference grows"),
        AlertKind.PeriodClosing => new("Sắp chốt kỳ", "Period closes soon"),
        AlertKind.SourceLate => new("Nguồn trễ số liệu", "Source late"),
        AlertKind.FileRejected => new("Tệp bị từ chối", "File refused"),
        AlertKind.RunFailed => new("Tác vụ lỗi", "Run failed"),
        AlertKind.WorkStuck => new("Công việc bị kẹt", "Work is stuck"),
        AlertKind.NothingPublished => new("Chưa công bố", "Nothing published"),
        _ => new("Thư không gửi được", "Mail given up"),
    };
}
