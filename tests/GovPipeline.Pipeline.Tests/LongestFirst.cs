using Xunit.Abstractions;

[assembly: TestCollectionOrderer("GovPipeline.Pipeline.Tests.LongestFirst", "GovPipeline.Pipeline.Tests")]

namespace GovPipeline.Pipeline.Tests;

/// <summary>Begins with the tests that take longest, so that none of them is left to run alone at the end. What is not named comes behind.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(ExactnessTests), AllSystems.Name, nameof(TwoHostsTests), nameof(RestoreTests), nameof(NightsTests), nameof(PromiseTests), nameof(SeamTests),
        nameof(DueWorkTests), nameof(EdgeTests), nameof(PrivacyTests), nameof(CostTests), nameof(OutboxTests), nameof(DoubtTests),
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(c =>
        Array.FindIndex(Longest, name => c.DisplayName == name || c.DisplayName.EndsWith($".{name}", StringComparison.Ordinal)) is >= 0 and var at
            ? at : Longest.Length);
}
