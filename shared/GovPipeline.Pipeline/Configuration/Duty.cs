using GovPipeline.Domain.Text;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Units;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>Who answers for figures that miss their targets, within how many working days, and what they do: file <c>duties.json</c>.</summary>
public sealed record Duty
{
    /// <summary>The system whose indicators it is about; null for any.</summary>
    public string? System { get; init; }

    /// <summary>The unit it is about; null for any.</summary>
    public string? UnitId { get; init; }

    /// <summary>The tier of units it is about; null for any.</summary>
    public UnitTier? Tier { get; init; }

    /// <summary>The post (<i>chức vụ</i>) in Vietnamese; a post, never a person's name.</summary>
    public required string HolderVi { get; init; }

    /// <summary>The post in English.</summary>
    public required string HolderEn { get; init; }

    /// <summary>Working days from the alert on, 1 to 60.</summary>
    public required int WorkingDays { get; init; }

    /// <summary>What is to be done, in Vietnamese.</summary>
    public required string ActionVi { get; init; }

    /// <summary>What is to be done, in English.</summary>
    public required string ActionEn { get; init; }

    /// <summary>The post in both languages.</summary>
    public Bilingual Holder => new(HolderVi, HolderEn);

    /// <summary>What is to be done in both languages.</summary>
    public Bilingual Action => new(ActionVi, ActionEn);

    /// <summary>The duty that is nearest to a figure: of its unit before its tier, before its system; null for none.</summary>
    public static Duty? Of(IEnumerable<Duty> duties, Indicator indicator, string unitId, UnitTier? tier)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        return duties.Where(d => (d.System ?? indicator.System) == indicator.System && (d.UnitId ?? unitId) == unitId && (d.Tier ?? tier) == tier)
            .OrderByDescending(d => (d.UnitId is null ? 0 : 4) + (d.Tier is null ? 0 : 2) + (d.System is null ? 0 : 1)).FirstOrDefault();
    }
}
