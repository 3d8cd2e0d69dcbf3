using Xunit.Abstractions;

[assembly: TestCollectionOrderer("GovPipeline.EndToEnd.Tests.DemoFirst", "GovPipeline.EndToEnd.Tests")]

namespace GovPipeline.EndToEnd.Tests;

/// <summary>Begins with the demo, which takes longest and would run alone at the end.</summary>
public sealed class DemoFirst : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => !c.DisplayName.EndsWith($".{nameof(DemoTests)}", StringComparison.Ordinal));
}
