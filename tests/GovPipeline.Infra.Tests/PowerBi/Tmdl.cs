using System.Text.RegularExpressions;

namespace GovPipeline.Infra.Tests.PowerBi;

/// <summary>
/// A strict reader of TMDL, the text form of a semantic model: tabs alone indent, every kind of object and every property must be
/// known where it stands, a description stands right before its object, names with signs are quoted. What it passes over it says.
/// </summary>
internal static partial class Tmdl
{
    private static readonly Dictionary<string, string[]> Properties = new(StringComparer.Ordinal)
    {
        ["database"] = ["compatibilityLevel"],
        ["model"] = ["culture", "defaultPowerBIDataSourceVersion", "sourceQueryCulture", "discourageImplicitMeasures"],
        ["table"] = ["lineageTag", "isHidden"],
        ["column"] = ["dataType", "formatString", "lineageTag", "summarizeBy", "sourceColumn", "isHidden", "isKey"],
        ["measure"] = ["formatString", "lineageTag", "displayFolder"],
        ["partition"] = ["mode", "source"],
        ["relationship"] = ["fromColumn", "toColumn", "isActive"],
        ["expression"] = ["lineageTag"],
        ["annotation"] = [],
    };

    private static readonly Dictionary<string, string[]> Children = new(StringComparer.Ordinal)
    {
        [""] = ["database", "model", "table", "relationship", "expression", "annotation"],
        ["model"] = ["annotation"],
        ["table"] = ["column", "measure", "partition", "annotation"],
        ["column"] = ["annotation"],
        ["measure"] = ["annotation"],
        ["expression"] = ["annotation"],
    };

    private static readonly string[] Flags = ["isHidden", "isKey", "discourageImplicitMeasures"];

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <returns>Its objects.</returns>
    /// <exception cref="FormatException">With the line.</exception>
    public static IReadOnlyList<TmdlObject> Read(string text)
    {
        var lines = text.Split('\n');
        var at = 0;
        return Level(lines, ref at, 0, string.Empty, new("", "", "", null, [], []));
    }

    private static List<TmdlObject> Level(string[] lines, ref int at, int depth, string parent, TmdlObject owner)
    {
        var (objects, description) = (new List<TmdlObject>(), new List<string>());
        for (; at < lines.Length; at++)
        {
            var line = lines[at];
            if (line.Length == 0)
            {
                Demand(description.Count == 0, at, "a description stands right before its object");
                continue;
            }

            Demand(!char.IsWhiteSpace(line[^1]), at, "nothing stands at the end of a line");
            var indent = line.TakeWhile(c => c == '\t').Count();
            if (indent < depth)
            {
                break;
            }

            Demand(indent == depth && line[indent] != ' ', at, $"{depth} tabs are expected");
            var content = line[indent..];
            if (content.StartsWith("///", StringComparison.Ordinal))
            {
                description.Add(content[3..].Trim());
                continue;
            }

            var declared = DeclarationPattern().Match(content);
            if (declared.Success && declared.Groups[1].Value == "ref")
            {
                Demand(depth == 0, at, "a reference stands at the left");
                objects.Add(new("ref", Unquoted(declared.Groups[2].Value[6..], at), string.Empty, null, [], []));
                continue;
            }

            if (declared.Success && Properties.ContainsKey(declared.Groups[1].Value))
            {
                var kind = declared.Groups[1].Value;
                Demand(Children.GetValueOrDefault(parent, []).Contains(kind, StringComparer.Ordinal), at, $"'{kind}' has no place in '{parent}'");
                var expression = declared.Groups[3].Success ? Expression(lines, ref at, depth, declared.Groups[3].Value) : null;
                var made = new TmdlObject(kind, Unquoted(declared.Groups[2].Value, at), string.Join(' ', description), expression, [], []);
                at++;
                made.Children.AddRange(Level(lines, ref at, depth + 1, kind, made));
                at--;
                description.Clear();
                objects.Add(made);
                continue;
            }

            Demand(description.Count == 0, at, "only an object has a description");
            var property = PropertyPattern().Match(content);
            Demand(property.Success, at, $"'{content}' is neither an object nor a property");
            var name = property.Groups[1].Value;
            Demand(Properties.GetValueOrDefault(parent, []).Contains(name, StringComparer.Ordinal), at, $"'{name}' is no property of '{parent}'");
            Demand(owner.Children.Count == 0 && objects.Count == 0, at, $"properties stand before objects");
            var value = property.Groups[2].Success ? property.Groups[2].Value
                : property.Groups[3].Success ? Expression(lines, ref at, depth, property.Groups[3].Value)
                : Flags.Contains(name, StringComparer.Ordinal) ? "true" : string.Empty;
            Demand(value.Length > 0, at, $"'{name}' has no value");
            Demand(owner.Properties.TryAdd(name, value), at, $"'{name}' stands twice");
        }

        Demand(description.Count == 0, at, "a description of nothing");
        return objects;
    }

    /// <summary>What stands behind the equals sign, or in the lines below that are indented by two more.</summary>
    private static string Expression(string[] lines, ref int at, int depth, string inline)
    {
        if (inline.Trim().Length > 0)
        {
            return inline.Trim();
        }

        var (from, body) = (at, new List<string>());
        while (at + 1 < lines.Length && (lines[at + 1].Trim().Length == 0 || lines[at + 1].StartsWith(new string('\t', depth + 2), StringComparison.Ordinal)))
        {
            at++;
            body.Add(lines[at].Length > depth + 2 ? lines[at][(depth + 2)..] : string.Empty);
        }

        while (body.Count > 0 && body[^1].Length == 0)
        {
            body.RemoveAt(body.Count - 1);
            at--;
        }

        Demand(body.Count > 0, from, "an expression is expected");
        return string.Join('\n', body);
    }

    private static string Unquoted(string name, int at)
    {
        if (name.StartsWith('\''))
        {
            Demand(name.Length > 2 && name.EndsWith('\''), at, $"{name} is not closed");
            return name[1..^1].Replace("''", "'", StringComparison.Ordinal);
        }

        Demand(!name.Any(c => char.IsWhiteSpace(c) || c is '.' or '=' or ':' or '\''), at, $"'{name}' must be quoted");
        return name;
    }

    private static void Demand(bool holds, int line, string why)
    {
        if (!holds)
        {
            throw new FormatException($"line {line + 1}: {why}");
        }
    }

    [GeneratedRegex(@"^([a-zA-Z]+)(?: ('(?:[^']|'')+'|table (?:'(?:[^']|'')+'|[^\s=']+)|[^\s=']+))?(?: =(.*))?$")]
    private static partial Regex DeclarationPattern();

    [GeneratedRegex(@"^([a-zA-Z]+)(?:: (.+)| =(.*))?$")]
    private static partial Regex PropertyPattern();
}

/// <summary>An object of a model.</summary>
/// <param name="Kind">What it is, <c>table</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means; empty without.</param>
/// <param name="Expression">Its expression; null without.</param>
/// <param name="Properties">Its properties.</param>
/// <param name="Children">The objects in it.</param>
internal sealed record TmdlObject(
    string Kind, string Name, string Description, string? Expression, Dictionary<string, string> Properties, List<TmdlObject> Children)
{
    /// <summary>The objects of a kind in it.</summary>
    public IEnumerable<TmdlObject> Of(string kind) => Children.Where(c => c.Kind == kind);
}
