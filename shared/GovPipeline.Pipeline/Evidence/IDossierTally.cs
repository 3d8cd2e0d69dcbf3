using GovPipeline.Reporting.Explanations;

namespace GovPipeline.Pipeline.Evidence;

/// <summary>A count of dossiers that remembers what it adds up.</summary>
internal interface IDossierTally
{
    /// <summary>What it is, in all.</summary>
    decimal Value { get; }

    /// <summary>What it is of a unit.</summary>
    decimal Of(string unit);

    /// <summary>The count as a part of a figure.</summary>
    ExplainedPart ToPart();
}
