using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.ServiceQuality;

/// <summary>Where the figure of a component comes from.</summary>
public enum QualityState
{
    /// <summary>From dossiers and readings that are here.</summary>
    Computed,

    /// <summary>From a source that is not connected, or did not tell of the period.</summary>
    NeedsSource,

    /// <summary>A person states it: no system that an office has knows it.</summary>
    Manual,
}

/// <summary>What a component gives where there was nothing to measure.</summary>
public enum ZeroRule
{
    /// <summary>No points are given or taken: it is left out.</summary>
    None,

    /// <summary>All its points (petitions: nobody complained).</summary>
    Full,

    /// <summary>No points.</summary>
    Nothing,
}

/// <summary>
/// A component (<i>chỉ số thành phần</i>) of the index of QĐ 766/QĐ-TTg. Points of group 3 are split 2, 4, 6 as the portal's screens do; the decision's
/// text was not in reach for that.
/// </summary>
/// <param name="Id">Its number in the decision, <c>3.3</c>.</param>
/// <param name="Part">The part it counts for.</param>
/// <param name="Name">Its name.</param>
/// <param name="Points">The most points it gives.</param>
/// <param name="FullAt">The rate from which it gives all of them, a fraction; below it they are in proportion.</param>
/// <param name="Zero">What it gives for a denominator of zero.</param>
/// <param name="Needs">What must be there for it; of a manual one, who states it.</param>
public sealed record QualityComponent(string Id, QualityPart Part, Bilingual Name, decimal Points, decimal FullAt, ZeroRule Zero, Bilingual Needs)
{
    private static readonly Bilingual Manual = new("cơ quan tự khai trên Cổng Dịch vụ công quốc gia", "stated by the office on the national portal");

    /// <summary>Dossiers that the portal has.</summary>
    public static readonly QualityComponent Synchronised = new("1.4", QualityPart.Openness, new("Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia",
        "Dossiers synchronised with the national portal"), 6, 1, ZeroRule.None, new("số liệu Cổng Dịch vụ công quốc gia", "the national portal's figures"));

    /// <summary>Finished in time, or in progress and not late.</summary>
    public static readonly QualityComponent InTime = new("2.1", QualityPart.Progress, new("Hồ sơ giải quyết đúng hạn và đang giải quyết chưa quá hạn",
        "Dossiers finished in time, or in progress and not late"), 20, 1, ZeroRule.None, new("hồ sơ một cửa", "dossiers of the one-stop"));

    /// <summary>Services offered from end to end.</summary>
    public static readonly QualityComponent Offered = new("3.1", QualityPart.Online, new("Thủ tục cung cấp dịch vụ công trực tuyến",
        "Procedures offered online"), 2, 0.8m, ZeroRule.None, new("danh mục dịch vụ công trực tuyến", "the list of online services"));

    /// <summary>Services with a dossier.</summary>
    public static readonly QualityComponent Used = new("3.2", QualityPart.Online, new("Dịch vụ công trực tuyến có phát sinh hồ sơ",
        "Online services with a dossier"), 4, 0.5m, ZeroRule.None, new("danh mục dịch vụ công trực tuyến", "the list of online services"));

    /// <summary>Filed online and, where a result is due, with an electronic one.</summary>
    public static readonly QualityComponent FiledOnline = new("3.3", QualityPart.Online, new("Hồ sơ nộp trực tuyến, kết quả (nếu đã đến lúc) là bản điện tử",
        "Filed online; the result, where it is due, electronic"), 6, 0.5m, ZeroRule.None, new("cột 'Kết quả điện tử' của hồ sơ",
            "the column 'electronic result' of dossiers"));

    /// <summary>Certified copies are offered.</summary>
    public static readonly QualityComponent Certified = new("4.x", QualityPart.Digital, new("Chứng thực bản sao điện tử", "Electronic certified copies"), 2, 1,
        ZeroRule.Nothing, new("số liệu chứng thực", "figures of certification"));

    /// <summary>Petitions answered in time.</summary>
    public static readonly QualityComponent Answered = new("5.2", QualityPart.Satisfaction, new("Phản ánh, kiến nghị xử lý đúng hạn",
        "Petitions answered in time"), 6, 1, ZeroRule.Full, new("số liệu phản ánh, kiến nghị", "figures of petitions"));

    /// <summary>Satisfied with the answer.</summary>
    public static readonly QualityComponent AnswerRated = new("5.3", QualityPart.Satisfaction, new("Hài lòng về xử lý phản ánh, kiến nghị",
        "Satisfied with the answer to a petition"), 6, 1, ZeroRule.Full, new("số liệu phản ánh, kiến nghị", "figures of petitions"));

    /// <summary>Satisfied with how procedures are handled: all less those that were late and those that did not please.</summary>
    public static readonly QualityComponent Handled = new("5.4", QualityPart.Satisfaction, new("Hài lòng về giải quyết thủ tục hành chính",
        "Satisfied with the handling of procedures"), 6, 0.9m, ZeroRule.Nothing, new("hồ sơ một cửa và đánh giá hài lòng", "dossiers and ratings"));

    /// <summary>Procedures of which any fee was paid online.</summary>
    public static readonly QualityComponent ProceduresPaidOnline = new("3.5", QualityPart.Payment, new("Thủ tục có phát sinh thanh toán trực tuyến",
        "Procedures with an online payment"), 2, 0.8m, ZeroRule.None, new("nghĩa vụ tài chính, thanh toán và mã thủ tục của hồ sơ",
            "fees, payments and procedures of dossiers"));

    /// <summary>Fees paid online.</summary>
    public static readonly QualityComponent PaidOnline = new("3.6", QualityPart.Payment, new("Hồ sơ thanh toán trực tuyến",
        "Dossiers paid online"), 6, 1, ZeroRule.None, new("nghĩa vụ tài chính và thanh toán của mọi hồ sơ", "fees and payments of all dossiers"));

    /// <summary>Results that are electronic.</summary>
    public static readonly QualityComponent ElectronicResults = new("4.1", QualityPart.Digital, new("Hồ sơ có kết quả điện tử",
        "Dossiers with an electronic result"), 6, 1, ZeroRule.None, new("kết quả điện tử của mọi hồ sơ", "electronic results of all dossiers"));

    /// <summary>Components that are digitised.</summary>
    public static readonly QualityComponent Digitised = new("4.2", QualityPart.Digital, new("Số hóa thành phần hồ sơ",
        "Components digitised"), 4, 0.8m, ZeroRule.None, new("cột 'Đã số hóa' của hồ sơ", "the column 'digitised components'"));

    /// <summary>All, in the order of the decision; their points are those of the parts.</summary>
    public static IReadOnlyList<QualityComponent> All { get; } =
    [
        new("1.1", QualityPart.Openness, new("Công bố thủ tục đúng hạn", "Procedures announced in time"), 6, 1, ZeroRule.None, Manual),
        new("1.2", QualityPart.Openness, new("Cập nhật, công khai đúng hạn", "Published in time"), 4, 1, ZeroRule.None, Manual),
        new("1.3", QualityPart.Openness, new("Công khai đủ nội dung", "Published in full"), 2, 1, ZeroRule.None, Manual),
        Synchronised, InTime, Offered, Used, FiledOnline,
        new("3.4", QualityPart.Payment, new("Thủ tục có phí tích hợp thanh toán trực tuyến", "Procedures with a fee that can be paid online"), 2, 0.8m,
            ZeroRule.None, new("danh mục thủ tục có phí", "the list of procedures with a fee")),
        ProceduresPaidOnline, PaidOnline, ElectronicResults, Digitised, Certified,
        new("4.3", QualityPart.Digital, new("Tái sử dụng dữ liệu số hóa", "Digitised data used again"), 2, 0.8m, ZeroRule.None,
            new("số liệu kho dữ liệu điện tử", "figures of the data store")),
        new("4.4", QualityPart.Digital, new("Kết nối kho dữ liệu điện tử", "Data store connected"), 4, 1, ZeroRule.None, Manual),
        new("4.5a", QualityPart.Digital, new("Thủ tục kết nối Cơ sở dữ liệu dân cư", "Procedures connected with the population database"), 2, 1, ZeroRule.None,
            Manual),
        new("4.5b", QualityPart.Digital, new("Hồ sơ khai thác Cơ sở dữ liệu dân cư", "Dossiers that used the population database"), 2, 1, ZeroRule.None,
            new("số liệu khai thác của Cổng", "the portal's figures of use")),
        Answered, AnswerRated, Handled,
    ];

    /// <summary>Whether only a person can state it.</summary>
    public bool IsManual => ReferenceEquals(Needs, Manual);

    /// <summary>The points for a measurement, two decimals; null where the rule leaves a denominator of zero out.</summary>
    /// <param name="numerator">What counts.</param>
    /// <param name="denominator">Of what.</param>
    public decimal? PointsOf(decimal numerator, decimal denominator) => denominator == 0
        ? Zero switch { ZeroRule.Full => Points, ZeroRule.Nothing => 0, _ => null }
        : Math.Round(Points * Math.Clamp(numerator / denominator / FullAt, 0, 1), 2, MidpointRounding.AwayFromZero);
}
