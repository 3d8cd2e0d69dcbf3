using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GovPipeline.Infra.Tests.PowerBi;

/// <summary>Writes the tables of the semantic model and the data dictionary from the records of the published tables.</summary>
internal static class ModelText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly string[] Rates = ["OnlineRate", "Target", "TargetWarn", "Gap"];

    /// <summary>The tables of the model: every published one, and the nights, which stand in a partition of their own.</summary>
    public static IEnumerable<(string Name, PublishedTable Table)> Tables =>
        PublishedDictionary.Tables.Select(t => (t.Name, t)).Append(("nights", PublishedDictionary.Tables.Single(t => t.Name == "datasets")));

    /// <summary>The TMDL of a table.</summary>
    public static string Table(string name, PublishedTable table)
    {
        var text = new StringBuilder($"/// {Described(name, table)}\ntable {name}\n\tlineageTag: {Tag(name)}\n\n");
        foreach (var column in table.Columns)
        {
            text.Append(Invariant, $"\t/// {column.Vietnamese}. {column.English}\n\tcolumn {column.Name}\n\t\tdataType: {column.ModelType}\n");
            if (IsHidden(column))
            {
                text.Append("\t\tisHidden\n");
            }

            if (IsKey(name, column))
            {
                text.Append("\t\tisKey\n");
            }

            if (Format(name, column) is { } format)
            {
                text.Append(Invariant, $"\t\tformatString: {format}\n");
            }

            text.Append(Invariant, $"\t\tlineageTag: {Tag($"{name}/{column.Name}")}\n\t\tsummarizeBy: none\n\t\tsourceColumn: {column.Name}\n\n");
        }

        text.Append(Invariant, $"\tpartition {name} = m\n\t\tmode: import\n\t\tsource =\n");
        foreach (var line in Query(name, table).Split('\n'))
        {
            text.Append("\t\t\t\t").Append(line).Append('\n');
        }

        return text.Append("\n\tannotation PBI_ResultType = Table\n").ToString();
    }

    /// <summary>The page of a table in the data dictionary.</summary>
    public static string Page(PublishedTable table)
    {
        var text = new StringBuilder($"# {table.Name}\n\n{table.English}\n\nMade from the record; do not edit.\n\n");
        text.Append("| Cột | Kiểu | Nghĩa | Meaning |\n|---|---|---|---|\n");
        foreach (var column in table.Columns)
        {
            text.Append(Invariant, $"| `{column.Name}` | {column.EntityType} | {Cell(column.Vietnamese)} | {Cell(column.English)} |\n");
        }

        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Described(string name, PublishedTable table) => name switch
    {
        "nights" => "Mỗi đêm chờ gì và nhận được gì. What each night expected and got.",
        "datasets" => "Các kỳ đã công bố. The periods that are published.",
        _ => table.English,
    };

    private static string Query(string name, PublishedTable table)
    {
        var schema = string.Join(", ", table.Columns.Select(c => $"{{\"{c.Name}\", {c.QueryType}}}"));
        string Rows(string partitions) => $"PublishedRows(\n    \"{table.Name}\",\n    {partitions},\n    {{{schema}}}\n)";
        return name switch
        {
            "halfyear" => OnePublication("HalfYear", "Checksum"),
            "month" => OnePublication("Month", "Checksum"),
            "quarter" => OnePublication("Quarter", "Checksum"),
            "ninemonth" => OnePublication("NineMonths", "Checksum"),
            "year" => OnePublication("Year", "Checksum"),
            "indicators" => OnePublication(null, "IndicatorChecksum"),
            "breakdowns" or "reported" or "authenticity" or "authenticitytests" or "differences" or "restatements" => Rows("PeriodsOf(null)"),
            "daily" => Rows("PeriodsOf(\"Month\")"),
            "units" => $"NewestNames({Rows("{\"all\"}")})",
            "successions" or "targets" => Rows("{\"all\"}"),
            "datasets" => $"Table.SelectRows({Rows("{\"all\"}")}, each List.Contains(PeriodsOf(null), [Period]))",
            "nights" => Rows("{\"nights\"}"),
            _ => throw new InvalidOperationException($"The query of table {name} is not written."),
        };

        string OnePublication(string? kind, string checksum)
        {
            var of = kind is null ? "null" : $"\"{kind}\"";
            return $"OnePublication({Rows($"PeriodsOf({of})")}, {of}, \"{checksum}\")";
        }
    }

    private static bool IsHidden(PublishedColumn column) => column.Name is "Checksum" or "IndicatorChecksum" or "Partition";

    private static bool IsKey(string table, PublishedColumn column) =>
        (table, column.Name) is ("datasets", "Period") or ("units", "UnitId") or ("targets", "TargetId");

    private static string? Format(string table, PublishedColumn column) => column switch
    {
        { IsDay: true } => "dd/mm/yyyy",
        { ModelType: "int64" } => "#,0",
        _ when column.ModelType == "double" && Rates.Contains(column.Name, StringComparer.Ordinal) && table != "indicators" => "0.00%;-0.00%;0.00%",
        _ => null,
    };

    /// <summary>A tag that stays the same, so that reports find the object again.</summary>
    public static string Tag(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
}
