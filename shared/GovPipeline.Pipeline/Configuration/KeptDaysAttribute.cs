using System.ComponentModel.DataAnnotations;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>Days that something is kept: 0 for ever, or within bounds.</summary>
/// <param name="fewest">The fewest.</param>
/// <param name="most">The most.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeptDaysAttribute(int fewest, int most) : ValidationAttribute("{0} must be 0 (for ever) or between " + fewest + " and " + most + ".")
{
    /// <summary>The fewest.</summary>
    public int Fewest => fewest;

    /// <summary>The most.</summary>
    public int Most => most;

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is int days && (days == 0 || (days >= fewest && days <= most));
}
