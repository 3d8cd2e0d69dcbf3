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

    /// <summary>The roll-up of a tier.</summary>
    public static string Tier(UnitTier tier) => TierPrefix + tier switch
    {
        UnitTier.Province => "province",
        UnitTier.District => "district",
        _ => "commune",
    };

    /// <summary>Whether an id names an area.</summary>
    public static bool IsArea(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.StartsWith(AreaPrefix, StringComparison.Ordinal);
    }

    /// <summary>The unit id of an area's roll-up; any other id as it is.</summary>
    public static string UnitOf(string id) => IsArea(id) ? id[AreaPrefix.Length..] : id;

    /// <summary>Whether an id is that of an area or a tier, which add units up.</summary>
    public static bool IsRollup(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IsArea(id) || id.StartsWith(TierPrefix, StringComparison.Ordinal);
    }
}
