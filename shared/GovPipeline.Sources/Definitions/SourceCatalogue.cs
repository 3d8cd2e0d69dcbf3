using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Units;

namespace GovPipeline.Sources.Definitions;

/// <summary>All source definitions, checked against the published schema and against each other before anything starts.</summary>
public sealed partial class SourceCatalogue
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Dictionary<string, SourceDefinition> _byId;

    /// <summary>A catalogue of definitions that were checked.</summary>
    public SourceCatalogue(IEnumerable<SourceDefinition> sources) =>
        _byId = sources.ToDictionary(s => s.Id, StringComparer.Ordinal);

    /// <summary>All sources, by id.</summary>
    public IEnumerable<SourceDefinition> All => _byId.Values.OrderBy(s => s.Id, StringComparer.Ordinal);

    /// <summary>The sources that are pulled and expected.</summary>
    public IEnumerable<SourceDefinition> Enabled => All.Where(s => s.Enabled);

    /// <summary>The source of an id, or null.</summary>
    public SourceDefinition? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Reads every <c>*.json</c> of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="units">The units that default units must be among; asked for when a definition was read and follows the schema.</param>
    /// <exception cref="PipelineException">GP901, with one line for every mistake in every file.</exception>
    public static SourceCatalogue Load(string folder, Func<UnitDirectory> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        if (!Directory.Exists(folder))
        {
            throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, "Sources:Folder", $"không có '{folder}' / '{folder}' does not exist");
        }

        var mistakes = new List<Bilingual>();
        var sources = new List<SourceDefinition>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var source = Read(Path.GetFileName(file), File.ReadAllText(file), units, mistakes);
            if (source is not null && sources.Any(s => s.Id == source.Id))
            {
                mistakes.Add(Named($"{Path.GetFileName(file)}: id", new($"'{source.Id}' đã có trong tệp khác", $"'{source.Id}' stands in another file too")));
            }
            else if (source is not null)
            {
                sources.Add(source);
            }
        }

        return mistakes.Count == 0
            ? new SourceCatalogue(sources)
            : throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, "Sources", Bilingual.Of(l => string.Join("; ", mistakes.Select(m => m.In(l)))));
    }

    /// <summary>Reads one definition and adds a line to <paramref name="mistakes"/> for each mistake; null when there are any.</summary>
    public static SourceDefinition? Read(string fileName, string json, UnitDirectory units, ICollection<Bilingual> mistakes)
    {
        ArgumentNullException.ThrowIfNull(mistakes);
        return Read(fileName, json, () => units, mistakes);
    }

    private static SourceDefinition? Read(string fileName, string json, Func<UnitDirectory> units, ICollection<Bilingual> mistakes)
    {
        var before = mistakes.Count;
        JsonElement element;
        try
        {
            using var document = JsonDocument.Parse(
                json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false });
            element = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            mistakes.Add(e.LineNumber is { } line ? new($"{fileName}: dòng {line + 1}: không phải JSON", $"{fileName}: line {line + 1}: not JSON")
                : Named($"{fileName}: {Quoted().Match(e.Message).Groups[1]}", new("có hai lần", "stands twice")));
            return null;
        }

        foreach (var (where, what) in SourceSchema.Mistakes(element))
        {
            mistakes.Add(Named($"{fileName}: {where}", what));
        }

        if (mistakes.Count > before)
        {
            return null;
        }

        SourceDefinition source;
        try
        {
            source = element.Deserialize<SourceDefinition>(Json)!;
        }
        catch (JsonException e)
        {
            // 60.0 is a whole number to the schema.
            mistakes.Add(Named($"{fileName}: {e.Path?.TrimStart('$', '.')}", new("phải là số nguyên, viết không có phần thập phân",
                "must be a whole number, written without decimals")));
            return null;
        }

        foreach (var mistake in Inconsistencies(source, units()))
        {
            mistakes.Add(Named(fileName, mistake));
        }

        return mistakes.Count == before ? source : null;
    }

    private static IEnumerable<Bilingual> Inconsistencies(SourceDefinition source, UnitDirectory units)
    {
        if (source.DefaultUnit is { } unit && units.Find(unit) is null or { IsArea: true })
        {
            yield return Named("defaultUnit", new($"'{unit}' không phải đơn vị tiếp nhận", $"'{unit}' is not a receiving unit"));
        }

        if (source.Kind == SourceKind.Measures && source.Measures is null)
        {
            yield return Named("measures", new("phải có khi kind là measures", "is required when kind is measures"));
        }

        if (source.Measures is { Unit.Count: 0 } && source.DefaultUnit is null)
        {
            yield return Named("measures.unit", new("phải có khi không có defaultUnit", "is required when there is no defaultUnit"));
        }

        foreach (var mistake in source.Measures is { } layout ? Inconsistencies(layout) : [])
        {
            yield return mistake;
        }

        foreach (var column in source.Columns.Keys.Where(c => !DossierColumns.Names.Contains(c, StringComparer.Ordinal)))
        {
            yield return Named($"columns.{column}", new(
                $"không phải tên cột; các cột: {string.Join(", ", DossierColumns.Names)}",
                $"is not a column; columns are {string.Join(", ", DossierColumns.Names)}"));
        }

        if (source.Pull is { } pulled && !Uri.TryCreate(pulled.BaseUrl, UriKind.Absolute, out _))
        {
            yield return Named("pull.baseUrl", new(
                $"'{pulled.BaseUrl}' không phải địa chỉ (máy chủ, cổng 1 đến 65535)", $"'{pulled.BaseUrl}' is no address (host, port 1 to 65535)"));
        }

        if (source.Pull is { Content: PullContent.File } file && (file.Paging.Type != PagingKind.None || file.TotalHeader is not null))
        {
            yield return Named("pull.paging, pull.totalHeader", new("tệp được gửi trọn một lần", "a file comes as a whole"));
        }

        var auth = source.Pull?.Auth ?? new();
        if (auth.Type != AuthKind.None && auth.Secret is null)
        {
            yield return Named("pull.auth.secret", new("phải có", "is required"));
        }

        var isSftp = source.Pull?.BaseUrl.StartsWith(PullDefinition.SftpScheme + "://", StringComparison.OrdinalIgnoreCase) ?? false;
        if (isSftp && (source.Pull!.HostKey is null || auth.Type is not (AuthKind.Basic or AuthKind.PrivateKey) || source.Pull.Paging.Type != PagingKind.None))
        {
            yield return Named("pull", new(
                "sftp cần hostKey, auth loại basic hoặc privateKey, và không chia trang",
                "sftp needs hostKey, auth of type basic or privateKey, and no paging"));
        }

        if (!isSftp && (source.Pull?.HostKey is not null || auth.Type == AuthKind.PrivateKey))
        {
            yield return Named("pull", new("hostKey và privateKey chỉ dùng cho sftp", "hostKey and privateKey are for sftp"));
        }

        if (auth.Type is AuthKind.Basic or AuthKind.OAuth2 or AuthKind.PrivateKey && auth.User is null)
        {
            yield return Named("pull.auth.user", new("phải có", "is required"));
        }

        if (auth.Type == AuthKind.OAuth2 && auth.TokenUrl is null)
        {
            yield return Named("pull.auth.tokenUrl", new("phải có", "is required"));
        }
    }

    private static IEnumerable<Bilingual> Inconsistencies(MeasureLayout layout)
    {
        if (layout.Date.Count == 0 == !layout.Report)
        {
            yield return Named("measures.date", new("phải có, trừ khi report là true", "is required, unless report is true"));
        }

        foreach (var (name, column) in layout.Values)
        {
            var key = $"measures.values.{name}";
            if (new[] { column.Columns.Count > 0, column.Count, column.Product.Count > 0, column.Sum.Count > 0, column.OfficeHours.Count > 0,
                column.Within is not null }.Count(set => set) != 1)
            {
                yield return Named(key, new(
                    "cần đúng một trong columns, count, product, sum, officeHours, within", "needs one of columns, count, product, sum, officeHours, within"));
            }

            foreach (var other in new[]
                { column.PartOf, column.Positive }.OfType<string>().Concat(column.Product).Concat(column.Sum).Where(o => !layout.Values.ContainsKey(o)))
            {
                yield return Named(key, new($"không có số đo '{other}'", $"there is no measure '{other}'"));
            }

            foreach (var time in column.OfficeHours.Concat(column.Within is { } limit ? [limit.From, limit.To] : []).Where(t => !layout.Times.ContainsKey(t)))
            {
                yield return Named(key, new(
                    $"không có thời điểm '{time}' trong measures.times", $"there is no moment '{time}' under measures.times"));
            }

            var dimensions = column.Where.Keys.Concat(column.Within?.Dimension is { } own ? [own] : []);
            foreach (var dimension in dimensions.Where(d => !layout.Dimensions.ContainsKey(d)))
            {
                yield return Named(key, new($"không có chiều '{dimension}'", $"there is no dimension '{dimension}'"));
            }
        }

        foreach (var (name, dimension) in layout.Dimensions.Where(d => d.Value.List is null == (d.Value.Values.Count == 0)))
        {
            yield return Named($"measures.dimensions.{name}", new(
                "cần values hoặc list: những gì công bố phải thuộc danh sách cho trước", "needs values or list: what is published comes from a closed list"));
        }

        foreach (var (name,
            dimension) in layout.Dimensions.Where(d => d.Value is { Default: { } value, Values.Count: > 0 } && !d.Value.Values.ContainsKey(value)))
        {
            yield return Named($"measures.dimensions.{name}.default", new(
                $"'{dimension.Default}' không thuộc values", $"'{dimension.Default}' is none of its values"));
        }
    }

    // A key that stands twice is the one mistake that is told without a line, and with the key in quotes.
    [GeneratedRegex("'(.*)'")]
    private static partial Regex Quoted();

    private static Bilingual Named(string where, Bilingual what) => new($"{where}: {what.Vi}", $"{where}: {what.En}");
}
