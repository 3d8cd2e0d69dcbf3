using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Indicators;

/// <summary>What a place has decided about counting and naming, so that no code has to know an indicator or system by name.</summary>
public sealed record Conventions
{
    /// <summary>When a dossier is late. The default value is <see cref="Lateness.Day"/>.</summary>
    public Lateness Lateness { get; init; }

    /// <summary>The law or form that the rule of lateness is from, in Vietnamese; every report prints it.</summary>
    public required string LatenessBasis { get; init; }

    /// <summary>The same in English; the Vietnamese where nobody gave one.</summary>
    public string? LatenessBasisEn { get; init; }

    /// <summary>The indicator whose target stands beside the counters of form II.06a, and whose trend is drawn.</summary>
    public required string OnlineIndicator { get; init; }

    /// <summary>The indicator that ranks software by the trouble it makes.</summary>
    public required string SoftwareIndicator { get; init; }

    /// <summary>The source that has the national portal's figures; empty where nobody downloads them.</summary>
    public string PortalSource { get; init; } = string.Empty;

    /// <summary>The systems that indicators measure, in the order in which reports name them.</summary>
    public required IReadOnlyList<MeasuredSystem> Systems { get; init; }

    /// <summary>The name of a system; its id when it has none.</summary>
    public string NameOf(string system, Language language) =>
        Systems.FirstOrDefault(s => s.Id == system) is { } known ? language == Language.English ? known.NameEn : known.NameVi : system;

    /// <summary>How lateness is counted, in a sentence.</summary>
    public string LatenessIn(Language language) => (Lateness, language) switch
    {
        (Lateness.Day, Language.English) => $"Late means: ended after its due day ({LatenessBasisEn ?? LatenessBasis})",
        (Lateness.Day, _) => $"Quá hạn tính theo ngày: kết thúc sau ngày hẹn ({LatenessBasis})",
        (_, Language.English) => $"Late means: ended after its due moment ({LatenessBasisEn ?? LatenessBasis})",
        _ => $"Quá hạn tính đến thời điểm hẹn ({LatenessBasis})",
    };
}

/// <summary>A system that indicators measure.</summary>
/// <param name="Id">Lasting id, <c>e-office</c>.</param>
/// <param name="NameVi">Vietnamese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Section">The part of the report document that tells of it: <c>dossiers</c>, <c>documents</c>, or <c>other</c>.</param>
public sealed record MeasuredSystem(string Id, string NameVi, string NameEn, string Section = "other");
