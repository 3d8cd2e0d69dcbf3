namespace GovPipeline.Domain.Measures;

/// <summary>What a cell gives to the figure of an indicator; those of all cells add up to its numerator and denominator.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Numerator">What it adds to the numerator; of different values that are counted, 1 for the first that has each.</param>
/// <param name="Denominator">What it adds to the denominator; 0 where there is none.</param>
public readonly record struct UsedCell(MeasureCell Cell, decimal Numerator, decimal Denominator);
