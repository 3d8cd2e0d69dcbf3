namespace GovPipeline.Domain.Periods;

/// <summary>Which days a reporting period closes on.</summary>
public enum ReportingCalendar
{
    /// <summary>
    /// Official reports of administrative bodies close on the 14th (NĐ 09/2019/NĐ-CP, Điều 12): the first half-year is
    /// 15 December to 14 June.
    /// </summary>
    Nd09,

    /// <summary>Calendar months (<i>dương lịch</i>), as on the National Public Service Portal's dashboard.</summary>
    Cal,
}
