using System.Text.Json;
using GovPipeline.Testing;

namespace GovPipeline.Infra.Tests.PowerBi;

/// <summary>The Power BI project of <c>infra/powerbi</c>.</summary>
internal static class PowerBiProject
{
    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = Path.GetDirectoryName(Csv.Seeds)!;

    /// <summary>The folder of the project.</summary>
    public static string Folder { get; } = Path.Combine(Root, "infra", "powerbi");

    /// <summary>The folder of the tables of the semantic model.</summary>
    public static string Tables { get; } = Path.Combine(Folder, "GovPipeline.SemanticModel", "definition", "tables");

    /// <summary>Every object of the model.</summary>
    public static IReadOnlyList<TmdlObject> Model { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Folder, "GovPipeline.SemanticModel", "definition"), "*.tmdl", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).SelectMany(Read),
    ];

    /// <summary>The tables of the model.</summary>
    public static IReadOnlyDictionary<string, TmdlObject> ModelTables { get; } = Model.Where(o => o.Kind == "table").ToDictionary(t => t.Name);

    /// <summary>The measures of the model.</summary>
    public static IReadOnlyDictionary<string, TmdlObject> Measures { get; } = ModelTables.Values.SelectMany(t => t.Of("measure")).ToDictionary(m => m.Name);

    /// <summary>Every JSON file of the project.</summary>
    public static IEnumerable<(string Path, JsonElement Content)> JsonFiles => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Where(f => Path.GetExtension(f) is ".json" or ".pbip" or ".pbir" or ".pbism" or ".platform").Order(StringComparer.Ordinal)
        .Select(f => (f, JsonDocument.Parse(File.ReadAllText(f)).RootElement));

    private static IReadOnlyList<TmdlObject> Read(string file)
    {
        try
        {
            return Tmdl.Read(File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw new FormatException($"{Path.GetFileName(file)}, {e.Message}", e);
        }
    }
}
