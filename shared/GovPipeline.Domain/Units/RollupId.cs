namespace GovPipeline.Domain.Units;

/// <summary>How published tables name what adds units up.</summary>
public static class RollupId
{
    /// <summary>Prefix of an area (<i>địa bàn</i>), before its unit id.</summary>
    public const string AreaPrefix = "area:";

    /// <summary>Prefix of a tier (<i>cấp</i>), before <c>province</c>, <c>district</c> or <c>commune</c>.</summary>
    public const string TierPrefix = "tier:";

    /// <summary>The roll-up of an area.</summary>
    public static string Area(string unitId) => AreaPrefix + unitId;
}
