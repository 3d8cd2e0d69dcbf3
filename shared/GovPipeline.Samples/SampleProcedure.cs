using GovPipeline.Domain.Units;

namespace GovPipeline.Samples;

/// <summary>An administrative procedure of the sample.</summary>
/// <param name="Code">Mã TTHC.</param>
/// <param name="Field">Lĩnh vực.</param>
/// <param name="Level">Mức độ, in the vocabulary before 15/8/2022.</param>
/// <param name="WorkingDays">Limit in working days; 0 for a result at once, without a due date.</param>
internal sealed record SampleProcedure(string Code, string Field, string Level, int WorkingDays)
{
    private static readonly SampleProcedure[] District =
    [
        new("1.001612", "Thành lập và hoạt động hộ kinh doanh", "Mức độ 4", 3),
        new("2.000720", "Thành lập và hoạt động hộ kinh doanh", "Mức độ 4", 3),
        new("1.004193", "Đất đai", "Mức độ 3", 15),
        new("1.001610", "Đất đai", "Mức độ 2", 20),
        new("1.007262", "Hoạt động xây dựng", "Mức độ 4", 15),
        new("2.000528", "Hộ tịch", "Mức độ 3", 5),
        new("2.000815", "Chứng thực", "Mức độ 2", 0),
        new("1.001776", "Bảo trợ xã hội", "Mức độ 3", 10),
    ];

    private static readonly SampleProcedure[] Commune =
    [
        new("1.001193", "Hộ tịch", "Mức độ 4", 1),
        new("1.000894", "Hộ tịch", "Mức độ 3", 5),
        new("1.004873", "Hộ tịch", "Mức độ 4", 3),
        new("2.000815", "Chứng thực", "Mức độ 2", 0),
        new("1.003554", "Đất đai", "Mức độ 3", 30),
        new("2.000355", "Bảo trợ xã hội", "Mức độ 4", 7),
        new("1.010804", "Người có công", "Mức độ 3", 12),
    ];

    /// <summary>The procedures of a tier.</summary>
    public static IReadOnlyList<SampleProcedure> Of(UnitTier tier) => tier == UnitTier.Commune ? Commune : District;
}
