namespace GovPipeline.Infra.Tests;

/// <summary>A test that needs the Bicep compiler.</summary>
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = Bicep.Runs ? null : "The Bicep compiler of the package runs on Linux x64.";
}
