namespace GovPipeline.Domain.Units;

/// <summary>The level of government a unit works at (<i>cấp</i>).</summary>
public enum UnitTier
{
    /// <summary>Cấp tỉnh: departments and the provincial centre.</summary>
    Province,

    /// <summary>Cấp huyện: the one-stop of a district or city; abolished on 1 July 2025.</summary>
    District,

    /// <summary>Cấp xã: wards, communes, townships and special zones.</summary>
    Commune,
}
