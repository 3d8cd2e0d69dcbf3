namespace GovPipeline.Domain.Errors;

/// <summary>One repair.</summary>
/// <param name="Rule">Id of the <see cref="RepairRule"/>.</param>
/// <param name="Column">The column as the file heads it.</param>
/// <param name="Before">The value as written.</param>
/// <param name="After">The value taken.</param>
public sealed record Repair(string Rule, string Column, string Before, string After);
