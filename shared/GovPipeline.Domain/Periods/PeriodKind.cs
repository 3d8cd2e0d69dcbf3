namespace GovPipeline.Domain.Periods;

/// <summary>How long a reporting period (<i>kỳ báo cáo</i>) is.</summary>
public enum PeriodKind
{
    /// <summary>Tháng: index 1 to 12.</summary>
    Month,

    /// <summary>Quý: index 1 to 4.</summary>
    Quarter,

    /// <summary>6 tháng: index 1 (đầu năm) or 2 (cuối năm).</summary>
    HalfYear,

    /// <summary>9 tháng: index 1.</summary>
    NineMonths,

    /// <summary>Năm: index 1.</summary>
    Year,
}
