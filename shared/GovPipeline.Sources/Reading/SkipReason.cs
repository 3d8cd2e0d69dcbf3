namespace GovPipeline.Sources.Reading;

/// <summary>Why a sheet or archive entry was left unread.</summary>
public enum SkipReason
{
    /// <summary>It has no heading of the source, or only one.</summary>
    NoHeadings,

    /// <summary>It has nothing in it.</summary>
    Empty,

    /// <summary>It is hidden, and the definition does not ask for hidden sheets (<c>hiddenSheets</c>).</summary>
    Hidden,
}
