using System.Text.Json;
using GovPipeline.Domain.Text;
using Json.Schema;

namespace GovPipeline.Sources.Definitions;

/// <summary>The published schema of source definitions, <c>source.schema.json</c>, and in words what breaks it.</summary>
internal static class SourceSchema
{
    private const int LongestValue = 60;
    private static readonly JsonElement Rules = Load();
    private static readonly JsonSchema Schema = JsonSchema.Build(Rules);

    // What stands below may be a password or an address that was typed in the wrong place.
    private static readonly string[] Unsaid = ["auth", "contact", "baseUrl"];
    private static readonly EvaluationOptions Shortly = new() { OutputFormat = OutputFormat.Flag }, InFull = new() { OutputFormat = OutputFormat.List };

    /// <summary>Each place of a definition that the schema does not allow, as keys joined by dots, and why.</summary>
    public static IEnumerable<(string Where, Bilingual What)> Mistakes(JsonElement definition)
    {
        if (Schema.Evaluate(definition, Shortly).IsValid)
        {
            yield break;
        }

        var isSaid = false;
        var result = Schema.Evaluate(definition, InFull);
        foreach (var broken in (result.Details ?? []).Prepend(result).Where(r => r.Errors is not null))
        {
            var value = definition;
            var keys = Keys(broken.InstanceLocation.ToString());
            foreach (var key in keys)
            {
                value = value.ValueKind == JsonValueKind.Array ? value[int.Parse(key, null)] : value.GetProperty(key);
            }

            var rule = RuleAt(Keys(broken.EvaluationPath.ToString()));
            foreach (var keyword in broken.Errors!.Keys)
            {
                isSaid = true;
                if (keyword == "required")
                {
                    foreach (var name in rule.GetProperty(keyword).EnumerateArray().Select(n => n.GetString()!).Where(n => !value.TryGetProperty(n, out _)))
                    {
                        yield return (Dotted([.. keys, name]), new("phải có", "is required"));
                    }
                }
                else
                {
                    yield return (Dotted(keys), Said(keyword, rule, keys.Intersect(Unsaid).Any() ? default : value));
                }
            }
        }

        if (!isSaid)
        {
            yield return (Dotted([]), new("không theo mẫu source.schema.json", "does not follow source.schema.json"));
        }
    }

    private static Bilingual Said(string keyword, JsonElement rule, JsonElement value)
    {
        var limit = rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty(keyword, out var set) ? set : default;
        return keyword switch
        {
            "enum" => Must(value, $"phải là một trong {Listed(limit)}", $"must be one of {Listed(limit)}"),
            "type" => Must(value, Type(limit).Vi, Type(limit).En),
            "pattern" => Must(value, $"phải theo mẫu {limit}", $"must match {limit}"),
            "minimum" => Must(value, $"ít nhất {limit}", $"must be at least {limit}"),
            "exclusiveMinimum" => Must(value, $"phải hơn {limit}", $"must be more than {limit}"),
            "maximum" => Must(value, $"nhiều nhất {limit}", $"must be at most {limit}"),
            "minItems" or "minProperties" or "minLength" when limit.GetInt32() == 1 => new("không được trống", "must not be empty"),
            "minItems" => new($"ít nhất {limit} mục", $"must have at least {limit} items"),
            "maxItems" => new($"nhiều nhất {limit} mục", $"must have at most {limit} items"),
            _ => new("không có mục này", "is not known here"), // what no rule allows
        };
    }

    private static Bilingual Must(JsonElement value, string vi, string en)
    {
        var text = value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Undefined ? string.Empty : value.ToString();
        var said = text.Length is 0 or > LongestValue ? string.Empty : $"'{text}' ";
        return new(said + vi, said + en);
    }

    private static Bilingual Type(JsonElement type) => type.GetString() switch
    {
        "object" => new("phải là một mục { … }", "must be an entry { … }"),
        "array" => new("phải là danh sách [ … ]", "must be a list [ … ]"),
        "integer" => new("phải là số nguyên", "must be a whole number"),
        "number" => new("phải là số", "must be a number"),
        "boolean" => new("phải là true hoặc false", "must be true or false"),
        _ => new("phải là chữ trong dấu nháy", "must be a text in quotes"),
    };

    private static string Listed(JsonElement values) => string.Join(", ", values.EnumerateArray());

    /// <summary>The rule that a path of an evaluation leads to: below a reference, the rule it names.</summary>
    private static JsonElement RuleAt(string[] path)
    {
        var rule = Rules;
        foreach (var key in path)
        {
            rule = key == "$ref" ? RuleAt(Keys(rule.GetProperty(key).GetString()!.TrimStart('#'))) : rule.GetProperty(key);
        }

        return rule;
    }

    private static string Dotted(string[] keys) => keys.Length == 0 ? "(root)" : string.Join('.', keys);

    private static string[] Keys(string pointer) => pointer.Length == 0 ? []
        : [.. pointer[1..].Split('/').Select(k => k.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static JsonElement Load()
    {
        using var stream = typeof(SourceSchema).Assembly.GetManifestResourceStream("source.schema.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
