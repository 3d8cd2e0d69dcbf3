using System.Text.Json;
using GovPipeline.Domain.Text;

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
    /// <exception cref="ArgumentException">One wording is two values.</exception>
    public static ReadingVocabulary Load(string folder)
    {
        var read = new ReadingVocabulary
        {
            Columns = Read<Dictionary<string, IReadOnlyList<string>>>(Path.Combine(folder, "columns.json")),
            Values = Read<Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>>(Path.Combine(folder, "vocabulary.json")),
        };
        Check("columns.json", read.Columns);
        foreach (var (vocabulary, values) in read.Values)
        {
            Check($"vocabulary.json, {vocabulary}", values);
        }

        return read;
    }

    /// <summary>What stands under two values would be read as the last of them.</summary>
    private static void Check(string where, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (value, texts) in values)
        {
            foreach (var text in texts.Append(value))
            {
                if (!known.TryAdd(Folding.Fold(text), value) && known[Folding.Fold(text)] is var other && other != value)
                {
                    throw new ArgumentException(
                        $"{where}: '{text}' đứng ở cả '{other}' và '{value}' / {where}: '{text}' stands under both '{other}' and '{value}'");
                }
            }
        }
    }

    private static T Read<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json)!;
}
