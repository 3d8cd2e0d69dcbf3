using System.Text.Json;

namespace GovPipeline.Sources.Reading;

/// <summary>Headings and wordings met in exports: <c>columns.json</c> and <c>vocabulary.json</c> of the reference data.</summary>
public sealed record ReadingVocabulary
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };

    /// <summary>Headings by canonical column of a dossier export.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; init; }

    /// <summary>Wordings by vocabulary (<c>status</c>, <c>channel</c>, <c>serviceLevel</c>, <c>answer</c>, <c>secrecy</c>) and canonical value.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Values { get; init; }

    /// <summary>Reads both files.</summary>
    public static ReadingVocabulary Load(string folder) => new()
    {
        Columns = Read<Dictionary<string, IReadOnlyList<string>>>(Path.Combine(folder, "columns.json")),
        Values = Read<Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>>(Path.Combine(folder, "vocabulary.json")),
    };

    private static T Read<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json)!;
}
