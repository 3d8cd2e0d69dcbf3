using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GovPipeline.Infra.Tests.PowerBi;

/// <summary>The semantic model and the data dictionary against the records of the published tables.</summary>
public sealed partial class ModelTests
{
    private static readonly string[] FunctionNames = ["month", "year", "quarter"];

    private static bool Writes => Environment.GetEnvironmentVariable("GOVPIPELINE_WRITE_DOCS") == "1";

    public static TheoryData<string> Tables => [.. ModelText.Tables.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_of_the_model_has_every_property_of_its_entities_and_none_besides(string name)
    {
        var table = ModelText.Tables.Single(t => t.Name == name).Table;
        Held(Path.Combine(PowerBiProject.Tables, $"{name}.tmdl"), ModelText.Table(name, table));
        var model = PowerBiProject.ModelTables[name];
        model.Description.ShouldNotBeEmpty();
        model.Of("column").Select(c => (c.Name, Type: c.Properties["dataType"], Source: c.Properties["sourceColumn"]))
            .ShouldBe(table.Columns.Select(c => (c.Name, c.ModelType, c.Name)));
        model.Of("column").ShouldAllBe(c => c.Description.Length > 10 && c.Properties["summarizeBy"] == "none");
        var asked = QueryColumnPattern().Matches(model.Of("partition").Single().Properties["source"]).Select(m => (m.Groups[1].Value, m.Groups[2].Value));
        asked.ShouldBe(table.Columns.Select(c => (c.Name, c.QueryType)), "the query names every column and its type");
    }

    [Fact]
    public void Every_published_column_says_what_it_means_in_both_languages_on_a_page_a_table()
    {
        var folder = Path.Combine(PowerBiProject.Root, "shared", "GovPipeline.Storage", "Published", "Dictionary");
        foreach (var table in PublishedDictionary.Tables)
        {
            table.Columns.ShouldAllBe(c => c.Vietnamese.Length > 3 && !c.Vietnamese.EndsWith('.') && c.English.EndsWith('.'));
            Held(Path.Combine(folder, $"{table.Name}.md"), ModelText.Page(table));
        }

        Directory.EnumerateFiles(folder).Select(f => Path.GetFileNameWithoutExtension(f))
            .ShouldBe(PublishedDictionary.Tables.Select(t => t.Name), ignoreOrder: true, "a table that is no more has no page");
    }

    [Fact]
    public void The_model_names_all_its_tables_and_each_relationship_leads_from_a_column_to_a_key()
    {
        var tables = PowerBiProject.ModelTables;
        tables.Keys.ShouldBe([.. ModelText.Tables.Select(t => t.Name), "Đo lường"], ignoreOrder: true);
        PowerBiProject.Model.Where(o => o.Kind == "ref").Select(o => o.Name).ShouldBe(tables.Keys, ignoreOrder: true);
        var relationships = PowerBiProject.Model.Where(o => o.Kind == "relationship").ToList();
        relationships.Count.ShouldBeGreaterThan(20);
        foreach (var relationship in relationships)
        {
            var (from, to) = (Column(relationship.Properties["fromColumn"]), Column(relationship.Properties["toColumn"]));
            (from.Properties["dataType"], to.Properties.ContainsKey("isKey")).ShouldBe((to.Properties["dataType"], true), from.Name);
        }

        // Whatever stands in a period or belongs to a unit can be sliced by it.
        foreach (var (name, table) in tables.Where(t => t.Key is not ("datasets" or "nights" or "units" or "targets")))
        {
            foreach (var (column, dimension) in (ReadOnlySpan<(string, string)>)[("Period", "datasets"), ("UnitId", "units")])
            {
                if (table.Of("column").Any(c => c.Name == column))
                {
                    relationships.ShouldContain(r => r.Properties["fromColumn"] == $"{name}.{column}" && r.Properties["toColumn"] == $"{dimension}.{column}");
                }
            }
        }

        var tags = PowerBiProject.Model.SelectMany(o => o.Children.Append(o)).Where(o => o.Properties.ContainsKey("lineageTag"))
            .Select(o => o.Properties["lineageTag"]).ToList();
        tags.Distinct().Count().ShouldBe(tags.Count);

        static TmdlObject Column(string name) =>
            PowerBiProject.ModelTables[name.Split('.')[0]].Of("column").Single(c => c.Name == name.Split('.')[1]);
    }

    [Fact]
    public void Every_measure_is_described_and_reads_what_is_there()
    {
        string[] expected =
        [
            "Tỷ lệ trực tuyến", "Chênh lệch", "Tỷ lệ trực tuyến cùng kỳ", "Số liệu đến ngày", "Đầy đủ", "Một lần công bố", "Lệch với báo cáo phần mềm",
        ];
        expected.ShouldBeSubsetOf(PowerBiProject.Measures.Keys);
        foreach (var (name, measure) in PowerBiProject.Measures)
        {
            measure.Description.ShouldNotBeEmpty(name);
            var dax = TextPattern().Replace(measure.Expression!, "\"\"");
            var unknown = ReferencePattern().Matches(dax).Where(m => (m.Groups[1].Value + m.Groups[2].Value) is { Length: > 0 } table
                ? PowerBiProject.ModelTables.GetValueOrDefault(table)?.Of("column").Any(c => c.Name == m.Groups[3].Value) != true
                : !PowerBiProject.Measures.ContainsKey(m.Groups[3].Value)).Select(m => m.Value);
            unknown.ShouldBeEmpty(name);
            (dax.Count(c => c == '('), dax.Count(c => c == '[')).ShouldBe((dax.Count(c => c == ')'), dax.Count(c => c == ']')), name);
            FunctionNames.ShouldAllBe(f => !dax.Contains($" {f}[", StringComparison.Ordinal), $"{name}: a table named like a function is quoted");
            dax.Contains("/ ", StringComparison.Ordinal).ShouldBeFalse($"{name} divides by DIVIDE, which knows of nothing");
        }
    }

    [Fact]
    public async Task Every_query_is_M_that_Microsofts_parser_reads()
    {
        await Emulation.NodeServers.EnsureAsync(_ => { }, CancellationToken.None);
        var queries = PowerBiProject.Model.Where(o => o.Kind == "expression").Select(o => (o.Name, Text: o.Expression!))
            .Concat(PowerBiProject.ModelTables.Values.Select(t => (t.Name, Text: t.Of("partition").Single().Properties["source"]))).ToList();
        queries.Count.ShouldBeGreaterThan(18);
        var errors = await ParseAsync(queries.Append(("broken", "let a = 1 in in a")));
        errors.Keys.ToArray().ShouldBe(["broken"], string.Join('\n', errors.Select(e => $"{e.Key}: {e.Value}")));
    }

    [Theory]
    [InlineData("table a\n  column b", "tabs")]
    [InlineData("table a\n\tcolour: red", "no property")]
    [InlineData("table a b", "neither")]
    [InlineData("table 'a'\n\t/// x\n\n\tcolumn b", "right before")]
    [InlineData("table a\n\tcolumn b.c", "quoted")]
    [InlineData("table a\n\trelationship b", "no place")]
    [InlineData("table a\n\tcolumn b\n\t\tdataType: string\n\t\tdataType: string", "twice")]
    [InlineData("table a\n\tmeasure b =\n\t\tformatString: 0", "expression")]
    [InlineData("table a \n", "end of a line")]
    public void The_reader_of_TMDL_is_strict(string text, string why) =>
        Should.Throw<FormatException>(() => Tmdl.Read(text)).Message.ShouldContain(why);

    private static async Task<Dictionary<string, string>> ParseAsync(IEnumerable<(string Name, string Text)> queries)
    {
        const string Script = """
            const { DefaultSettings, TaskUtils } = require("@microsoft/powerquery-parser");
            (async () => {
              const queries = JSON.parse(require("fs").readFileSync(0, "utf8"));
              const errors = {};
              for (const [name, text] of Object.entries(queries)) {
                const task = await TaskUtils.tryLexParse(DefaultSettings, text);
                if (!TaskUtils.isParseStageOk(task)) errors[name] = String(task.error?.message ?? task.error ?? task.resultKind);
              }
              process.stdout.write(JSON.stringify(errors));
            })();
            """;
        var start = new ProcessStartInfo("node", ["-e", Script])
        {
            WorkingDirectory = Path.Combine(PowerBiProject.Root, "infra"), RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(queries.ToDictionary(q => q.Name, q => q.Text)));
        process.StandardInput.Close();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<Dictionary<string, string>>(answer)!;
    }

    private static void Held(string path, string text)
    {
        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        File.ReadAllText(path).ShouldBe(text, $"{Path.GetFileName(path)}: run the tests once with GOVPIPELINE_WRITE_DOCS=1");
    }

    [GeneratedRegex(@"\{""(\w+)"", (type \w+|Int64\.Type)\}")]
    private static partial Regex QueryColumnPattern();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex TextPattern();

    [GeneratedRegex(@"(?:'([^']+)'|(\w+))?\[([^\]]+)\]")]
    private static partial Regex ReferencePattern();
}
