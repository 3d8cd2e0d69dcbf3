namespace GovPipeline.Domain.Counting;

/// <summary>When a dossier is late (<i>quá hạn</i>).</summary>
public enum Lateness
{
    /// <summary>
    /// On the day after its due day, whatever the hour: form II.06a/VPCP/KSTT (TT 01/2020/TT-VPCP) compares days. The default.
    /// </summary>
    Day,

    /// <summary>
    /// From the due moment on (<c>NgayKetThucXuLy ≤ NgayHenTra</c>, QĐ 766/QĐ-TTg, 2.1). A due date without a time of day is
    /// taken for the whole day.
    /// </summary>
    Instant,
}
