using System.Text.Json;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// Records of a JSON file: an array of objects, objects line by line or one after another, or an object that wraps an
/// array (<c>{"content": [...], "totalElements": 2}</c>, as iGate answers).
/// </summary>
internal static class JsonRecords
{
    /// <summary>Above this, the file must be one array or lines: a wrapped array is held in memory.</summary>
    public const long MostWrapped = 64L << 20;

    private const int VietnameseLanguage = 228;
    private static readonly HashSet<string> Wrappers = new(StringComparer.OrdinalIgnoreCase) { "content", "items", "data", "rows", "records", "results" };
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 32 };

    public static IEnumerable<IReadOnlyList<RecordValue>> Of(FileStream file)
    {
        file.Position = 0;
        var head = new byte[FormatSniffer.Mark.Length];
        var begin = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && FormatSniffer.Mark.SequenceEqual(head) ? head.Length : 0;
        file.Position = begin;
        var first = FirstLetter(file);
        file.Position = begin;
        var inMemory = file.Length <= MostWrapped;
        var values = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, topLevelValues: inMemory || first != '[', Options).ToBlockingEnumerable();
        foreach (var record in values.SelectMany(Rows))
        {
            var found = new List<RecordValue>();
            Flatten(record, string.Empty, found);
            yield return found;
        }
    }

    private static int FirstLetter(FileStream file)
    {
        int letter;
        do
        {
            letter = file.ReadByte();
        }
        while (letter is ' ' or '\t' or '\r' or '\n');
        return letter;
    }

    /// <summary>The records of a value: of an array, of the array a page wraps, or the object itself.</summary>
    public static IEnumerable<JsonElement> Rows(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object);
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        foreach (var property in value.EnumerateObject().Where(p => Wrappers.Contains(p.Name)))
        {
            if (property.Value.ValueKind == JsonValueKind.Array)
            {
                return Rows(property.Value);
            }

            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.EnumerateObject().Any(p => Wrappers.Contains(p.Name)))
            {
                return Rows(property.Value);
            }
        }

        return [value];
    }

    /// <summary>Names in several languages, <c>[{"languageId": 228, "name": "Trực tuyến"}]</c>.</summary>
    private static bool IsNames(JsonElement value) => value.EnumerateArray()
        .All(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("languageId", out _));

    private static void Flatten(JsonElement value, string path, List<RecordValue> found)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Flatten(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", found);
                }

                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0 && IsNames(value):
                var names = value.EnumerateArray().ToList();
                var name = names.Find(n => n.GetProperty("languageId") is
                    { ValueKind: JsonValueKind.Number } id && id.TryGetInt32(out var i) && i == VietnameseLanguage);
                name = name.ValueKind == JsonValueKind.Undefined ? names[0] : name;
                if (name.TryGetProperty("name", out var text))
                {
                    Flatten(text, path, found);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Flatten(item, path, found);
                }

                break;
            case JsonValueKind.Number:
                found.Add(value.TryGetDouble(out var number) && Math.Abs(number) < 1e15
                    ? new(path, CellText.Of(number), true)
                    : new(path, value.GetRawText(), true));
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                found.Add(new(path, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ValueKind == JsonValueKind.True ? "1" : "0", false));
                break;
        }
    }
}
