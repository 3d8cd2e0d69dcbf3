namespace GovPipeline.Pipeline.Configuration;

/// <summary>What a recipient does with an alert.</summary>
public enum RecipientRole
{
    /// <summary>Answers for units: hears first and in full, and acknowledges.</summary>
    Unit,

    /// <summary>Leads: hears in digest, and in full of what nobody acknowledged.</summary>
    Leader,

    /// <summary>Runs the pipeline: hears of sources, files, jobs and mails.</summary>
    Operator,
}
