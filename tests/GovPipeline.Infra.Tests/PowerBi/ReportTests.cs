using System.Text.Json;

namespace GovPipeline.Infra.Tests.PowerBi;

/// <summary>The report against the model: every field it shows is there, everything has a place and a text for screen readers.</summary>
public sealed class ReportTests
{
    private static readonly string Pages = Path.Combine(PowerBiProject.Folder, "GovPipeline.Report", "definition", "pages");

    [Fact]
    public void The_pages_are_those_for_leaders_for_a_unit_and_for_doubt()
    {
        var order = Json(Path.Combine(Pages, "pages.json")).GetProperty("pageOrder").EnumerateArray().Select(p => p.GetString()!).ToList();
        order.ShouldBe(["leadership", "unit", "quality"]);
        Directory.EnumerateDirectories(Pages).Select(Path.GetFileName).ShouldBe(order, ignoreOrder: true);
        order.Select(p => Json(Path.Combine(Pages, p, "page.json"))).Select(p => (p.GetProperty("name").GetString(), p.GetProperty("displayName").GetString()))
            .ShouldBe([("leadership", "Lãnh đạo"), ("unit", "Đơn vị"), ("quality", "Chất lượng số liệu")]);
    }

    [Fact]
    public void Every_visual_shows_what_the_model_has_within_the_page_and_over_no_other()
    {
        foreach (var page in Directory.EnumerateDirectories(Pages))
        {
            var boxes = new List<(string Name, double X, double Y, double Right, double Bottom)>();
            foreach (var file in Directory.EnumerateFiles(page, "visual.json", SearchOption.AllDirectories))
            {
                var (visual, name) = (Json(file), Path.GetFileName(Path.GetDirectoryName(file))!);
                visual.GetProperty("name").GetString().ShouldBe(name);
                References(visual).Where(r => !Exists(r)).ShouldBeEmpty(name);
                if (visual.GetProperty("visual").GetProperty("visualType").GetString() != "textbox")
                {
                    References(visual).ShouldNotBeEmpty(name);
                }

                visual.GetProperty("visual").GetProperty("visualContainerObjects").GetProperty("general")[0].GetProperty("properties")
                    .GetProperty("altText").GetRawText().Length.ShouldBeGreaterThan(20, name);
                var at = visual.GetProperty("position");
                double Of(string property) => at.GetProperty(property).GetDouble();
                var box = (name, Of("x"), Of("y"), Of("x") + Of("width"), Of("y") + Of("height"));
                (box.Item2 >= 0 && box.Item3 >= 0 && box.Item4 <= 1280 && box.Item5 <= 720).ShouldBeTrue(name);
                boxes.Where(b => b.X < box.Item4 && box.Item2 < b.Right && b.Y < box.Item5 && box.Item3 < b.Bottom).ShouldBeEmpty(name);
                boxes.Add(box);
            }

            boxes.Count.ShouldBeGreaterThan(8);
        }
    }

    [Fact]
    public void Files_that_the_project_names_are_there()
    {
        var report = Path.Combine(PowerBiProject.Folder, "GovPipeline.Report");
        var items = Json(Path.Combine(report, "definition", "report.json")).GetProperty("resourcePackages")[0].GetProperty("items").EnumerateArray();
        items.ShouldAllBe(i => File.Exists(Path.Combine(report, "StaticResources", "RegisteredResources", i.GetProperty("path").GetString()!)));
        var model = Json(Path.Combine(report, "definition.pbir")).GetProperty("datasetReference").GetProperty("byPath").GetProperty("path").GetString()!;
        Directory.Exists(Path.GetFullPath(Path.Combine(report, model))).ShouldBeTrue();
        PowerBiProject.JsonFiles.Where(f => !f.Content.TryGetProperty("$schema", out _)).Select(f => Path.GetFileName(f.Path)).ShouldBe(["GovPipeline.json"]);
    }

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement;

    private static bool Exists((string Kind, string Table, string Name) field) => PowerBiProject.ModelTables.TryGetValue(field.Table, out var table)
        && table.Of(field.Kind == "Measure" ? "measure" : "column").Any(c => c.Name == field.Name);

    /// <summary>Every field of a visual, in roles, filters and orders; a filter names its table by a letter.</summary>
    private static IEnumerable<(string Kind, string Table, string Name)> References(JsonElement element, IReadOnlyDictionary<string, string>? aliases = null)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.EnumerateArray().SelectMany(e => References(e, aliases));
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        if (element.TryGetProperty("From", out var from))
        {
            aliases = from.EnumerateArray().ToDictionary(f => f.GetProperty("Name").GetString()!, f => f.GetProperty("Entity").GetString()!);
        }

        return element.EnumerateObject().SelectMany(p => p.Name is "Column" or "Measure" && p.Value.TryGetProperty("Property", out var name)
            ? [(p.Name, Table(p.Value.GetProperty("Expression").GetProperty("SourceRef"), aliases), name.GetString()!)]
            : References(p.Value, aliases));
    }

    private static string Table(JsonElement source, IReadOnlyDictionary<string, string>? aliases) =>
        source.TryGetProperty("Entity", out var entity) ? entity.GetString()! : aliases![source.GetProperty("Source").GetString()!];
}
