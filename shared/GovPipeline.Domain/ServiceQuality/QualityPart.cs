using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.ServiceQuality;

/// <summary>
/// A part of the index of service to citizens and enterprises (<i>Bộ chỉ số phục vụ người dân, doanh nghiệp</i>, QĐ 766/QĐ-TTg ngày 23/6/2022) as the
/// national portal shows it: five groups, the third in two.
/// </summary>
/// <param name="Id">The portal's code, <c>TDGQ</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Points">The most points it gives.</param>
public sealed record QualityPart(string Id, Bilingual Name, decimal Points)
{
    /// <summary>Openness.</summary>
    public static readonly QualityPart Openness = new("CKMB", new("Công khai, minh bạch", "Openness"), 18);

    /// <summary>Handled in time.</summary>
    public static readonly QualityPart Progress = new("TDGQ", new("Tiến độ, kết quả giải quyết", "Handled in time"), 20);

    /// <summary>Online services.</summary>
    public static readonly QualityPart Online = new("CLGQ", new("Cung cấp dịch vụ công trực tuyến", "Online services"), 12);

    /// <summary>Digitising.</summary>
    public static readonly QualityPart Digital = new("MDSH", new("Số hóa hồ sơ", "Digitising"), 22);

    /// <summary>Online payment.</summary>
    public static readonly QualityPart Payment = new("TTTT", new("Thanh toán trực tuyến", "Online payment"), 10);

    /// <summary>Satisfaction.</summary>
    public static readonly QualityPart Satisfaction = new("MDHL", new("Mức độ hài lòng", "Satisfaction"), 18);

    /// <summary>The six, together 100 points.</summary>
    public static IReadOnlyList<QualityPart> All { get; } = [Openness, Progress, Online, Digital, Payment, Satisfaction];
}
