namespace GovPipeline.Sources.Definitions;

/// <summary>What a source answers with.</summary>
public enum PullContent
{
    /// <summary>CSV, in pages with the same header.</summary>
    Csv,

    /// <summary>JSON, in pages that are arrays or wrap one.</summary>
    Json,

    /// <summary>One file of any format that is read.</summary>
    File,
}
