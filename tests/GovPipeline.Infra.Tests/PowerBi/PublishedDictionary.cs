using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Published;

namespace GovPipeline.Infra.Tests.PowerBi;

/// <summary>What the published tables are, as their records and the comments of these say.</summary>
internal static partial class PublishedDictionary
{
    private static readonly Dictionary<string, XElement> Comments = XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, "GovPipeline.Storage.xml")).Descendants("member")
        .ToDictionary(m => m.Attribute("name")!.Value, m => m.Element("summary")!);

    /// <summary>The tables, in the order of the storage account.</summary>
    public static IReadOnlyList<PublishedTable> Tables { get; } = [.. StorageNames.PublishedTables.Select(Table)];

    private static PublishedTable Table(string name)
    {
        var record = typeof(IPublishedRow).Assembly.GetTypes().Single(t => t is { IsClass: true } && t.IsAssignableTo(typeof(IPublishedRow))
            && TablesOf(t).Contains(name, StringComparer.Ordinal));
        var columns = record.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => new PublishedColumn(
            p.Name, p.PropertyType, p.GetCustomAttribute<VietnameseAttribute>()?.Meaning ?? string.Empty, Comment($"P:{record.FullName}.{p.Name}")));
        return new(name, record, Comment($"T:{record.FullName}"), [.. columns]);
    }

    private static IEnumerable<string> TablesOf(Type record)
    {
        if (record == typeof(PeriodRow))
        {
            return Enum.GetValues<PeriodKind>().Select(PeriodRow.TableOf);
        }

        var row = (IPublishedRow)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(record);
        return [row.TableName];
    }

    private static string Comment(string member)
    {
        var summary = new XElement(Comments[member]);
        foreach (var element in summary.Descendants().ToList())
        {
            element.ReplaceWith(element.Attribute("cref")?.Value.Split('.')[^1] ?? element.Value);
        }

        return SpacePattern().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpacePattern();
}

/// <summary>A published table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Record">The record of its rows.</param>
/// <param name="English">What it is.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record PublishedTable(string Name, Type Record, string English, IReadOnlyList<PublishedColumn> Columns);

/// <summary>A column of it.</summary>
/// <param name="Name">The property of the entity.</param>
/// <param name="Type">Its type.</param>
/// <param name="Vietnamese">What it means.</param>
/// <param name="English">What it means.</param>
internal sealed record PublishedColumn(string Name, Type Type, string Vietnamese, string English)
{
    /// <summary>Whether its text is a day.</summary>
    public bool IsDay => Name is "PeriodStart" or "PeriodEnd" or "AsOf" or "ValidFrom" or "ValidTo" or "Day";

    /// <summary>The type in Table storage.</summary>
    public string EntityType => Type == typeof(string) ? "Edm.String" : Type == typeof(long) ? "Edm.Int64" : Type == typeof(int) ? "Edm.Int32"
        : Type == typeof(double) ? "Edm.Double" : Type == typeof(bool) ? "Edm.Boolean" : throw new InvalidOperationException(Type.Name);

    /// <summary>The type in the semantic model.</summary>
    public string ModelType => IsDay ? "dateTime" : Type == typeof(string) ? "string" : Type == typeof(bool) ? "boolean"
        : Type == typeof(double) ? "double" : "int64";

    /// <summary>The type in the query.</summary>
    public string QueryType => ModelType switch
    {
        "dateTime" => "type date",
        "string" => "type text",
        "boolean" => "type logical",
        "double" => "type number",
        _ => "Int64.Type",
    };
}
