namespace GovPipeline.Domain.Indicators;

/// <summary>
/// What an online rate divides by. Three denominators are all called "tỷ lệ hồ sơ trực tuyến", so every rate, target and
/// mail names its own.
/// </summary>
public enum DenominatorBasis
{
    /// <summary>All dossiers received in the period: column 4 over 4 + 5 of form II.06a. The default.</summary>
    All,

    /// <summary>Dossiers of procedures that can be filed online.</summary>
    Enabled,

    /// <summary>Dossiers of full-process procedures (<i>toàn trình</i>).</summary>
    FullProcess,
}
