using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.ServiceQuality;

/// <summary>A published figure that a component of the index is made from.</summary>
/// <param name="Table">The published table it stands in.</param>
/// <param name="UnitId">The unit or roll-up.</param>
/// <param name="Column">The counter, number of authenticity or indicator.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Value">Its value there, or what of it is counted; an indicator's numerator or denominator.</param>
public sealed record QualityTerm(string Table, string UnitId, string Column, Bilingual Name, decimal Value)
{
    /// <summary>The source of a report; null elsewhere.</summary>
    public string? SourceId { get; init; }
}
