using Xunit.Abstractions;

[assembly: TestCollectionOrderer("GovPipeline.Pipeline.Tests.LongestFirst", "GovPipeline.Pipeline.Tests")]

namespace GovPipeline.Pipeline.Tests;

/// <summary>Begins with the tests that take longest, so that none of them is left to run alone at the end. What is not named comes behind.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(ExactnessTests), nameof(DueWorkTests), AllSystems.Name, nameof(PromiseTests), nameof(TwoHostsTests), nameof(SeamTests), nameof(RestoreTests),
        nameof(OutboxTests), nameof(NightsTests), nameof(EdgeTests),
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(c =>
        Array.FindIndex(Longest, name => c.DisplayName == name || c.DisplayName.EndsWith($".{name}", StringComparison.Ordinal)) is >= 0 and var at
            ? at : Longest.Length);
}
