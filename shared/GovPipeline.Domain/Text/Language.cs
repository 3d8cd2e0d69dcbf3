namespace GovPipeline.Domain.Text;

/// <summary>The language a reader is written to.</summary>
public enum Language
{
    /// <summary>Vietnamese, the language of every office.</summary>
    Vietnamese,

    /// <summary>English.</summary>
    English,
}
