using System.Text.Json;
using Json.Schema;

namespace GovPipeline.Infra.Tests.PowerBi;

/// <summary>
/// The project against the schemas that Microsoft publishes for it. They are not kept here: <c>GOVPIPELINE_FABRIC_SCHEMAS</c> names a
/// copy of <c>github.com/microsoft/json-schemas</c>; without it the test says that it was skipped.
/// </summary>
public sealed class SchemaTests
{
    private const string Host = "https://developer.microsoft.com/json-schemas/";

    [SchemasFact]
    public void Every_file_holds_against_the_schema_that_it_names()
    {
        var options = new EvaluationOptions { OutputFormat = OutputFormat.List };
        var build = new BuildOptions { SchemaRegistry = new() };
        build.SchemaRegistry.Fetch = (address, _) => Schema(address, build);
        var named = PowerBiProject.JsonFiles.Where(f => f.Content.TryGetProperty("$schema", out _)).ToList();
        named.Count.ShouldBeGreaterThan(30);
        foreach (var (path, content) in named)
        {
            var schema = (JsonSchema)build.SchemaRegistry.Get(new Uri(content.GetProperty("$schema").GetString()!))!;
            var result = schema.Evaluate(content, options);
            var errors = result.Details!.Where(d => d.Errors is { Count: > 0 })
                .Select(d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Values)}").Take(5);
            result.IsValid.ShouldBeTrue($"{Path.GetRelativePath(PowerBiProject.Folder, path)}\n{string.Join('\n', errors)}");
        }
    }

    private static JsonSchema Schema(Uri address, BuildOptions build)
    {
        var file = Path.Combine(SchemasFactAttribute.Folder!, address.GetLeftPart(UriPartial.Path)[Host.Length..]);
        var text = File.ReadAllText(file).Replace("https://json-schema.org", "http://json-schema.org", StringComparison.Ordinal);
        return JsonSchema.FromText(text, build, address);
    }

    private sealed class SchemasFactAttribute : FactAttribute
    {
        public SchemasFactAttribute() => Skip = Folder is null ? "GOVPIPELINE_FABRIC_SCHEMAS does not name a copy of the schemas." : null;

        public static string? Folder => Environment.GetEnvironmentVariable("GOVPIPELINE_FABRIC_SCHEMAS");
    }
}
