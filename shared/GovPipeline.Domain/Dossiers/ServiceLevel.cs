namespace GovPipeline.Domain.Dossiers;

/// <summary>
/// How far a procedure is offered online: levels 1 to 4 until NĐ 42/2022/NĐ-CP (in force 15/8/2022), since then
/// information only, part or full process. Level 4 is taken as full and level 3 as part process, which is approximate:
/// the decree defines full process more widely.
/// </summary>
public enum ServiceLevel : byte
{
    /// <summary>The export does not say.</summary>
    Unknown,

    /// <summary>Mức độ 1.</summary>
    Level1,

    /// <summary>Mức độ 2.</summary>
    Level2,

    /// <summary>Mức độ 3.</summary>
    Level3,

    /// <summary>Mức độ 4.</summary>
    Level4,

    /// <summary>Cung cấp thông tin.</summary>
    InformationOnly,

    /// <summary>Dịch vụ công trực tuyến một phần.</summary>
    PartProcess,

    /// <summary>Dịch vụ công trực tuyến toàn trình.</summary>
    FullProcess,
}
