namespace GovPipeline.Domain.Targets;

/// <summary>How a figure stands against its target.</summary>
public enum TargetStatus
{
    /// <summary>Chưa có dữ liệu: nothing is known, which is neither met nor missed.</summary>
    NoData,

    /// <summary>Không có mục tiêu: no document sets a target for it.</summary>
    NoTarget,

    /// <summary>Đạt.</summary>
    Met,

    /// <summary>Đạt, nhưng dưới mức cảnh báo.</summary>
    Warning,

    /// <summary>Chưa đạt.</summary>
    Below,

    /// <summary>Quá ít hồ sơ để công bố: there is a figure, and it is not shown outside the authority.</summary>
    Suppressed,
}
