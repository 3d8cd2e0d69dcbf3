namespace GovPipeline.Sources.Formats;

/// <summary>How Vietnamese letters stand in a text that went through an old font or a wrong decoding.</summary>
public enum LegacyText
{
    /// <summary>As Unicode means them.</summary>
    None,

    /// <summary>TCVN 5712 (ABC, fonts <c>.VnTime</c>), read as windows-1252: <c>T©y Ninh</c>.</summary>
    Tcvn3,

    /// <summary>VNI (fonts <c>VNI-Times</c>), read as windows-1252: <c>Taây Ninh</c>.</summary>
    Vni,

    /// <summary>UTF-8 that was read as windows-1252: <c>TÃ¢y Ninh</c>.</summary>
    MisreadUtf8,
}
