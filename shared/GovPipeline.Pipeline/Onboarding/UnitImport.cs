using GovPipeline.Domain.Privacy;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Sources.Reading;

namespace GovPipeline.Pipeline.Onboarding;

/// <summary>
/// Takes an official list of commune-level units (<i>danh mục đơn vị hành chính</i>), and the list of what was merged into what, and says what
/// changes before anything does. Codes and names are used again for others, so a unit is the same only when both are; a person says otherwise.
/// </summary>
public sealed class UnitImport
{
    private const string UnitsFile = "units.json", SuccessionsFile = "successions.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] CommuneWords = ["phuong", "xa", "thi tran", "dac khu", "p", "x", "tt"];

    private static readonly Dictionary<string, string[]> ListColumns = new(StringComparer.Ordinal)
    {
        ["code"] = ["Mã", "Mã số", "Mã ĐVHC", "Mã đơn vị", "Mã đơn vị hành chính", "Mã xã", "Mã phường xã", "Mã PX", "Code"],
        ["name"] = ["Tên", "Tên đơn vị", "Tên đơn vị hành chính", "Tên xã", "Phường Xã", "Phường, xã", "Tên phường xã", "Name"],
        ["tier"] = ["Cấp", "Loại", "Loại hình"],
        ["province"] = ["Mã TP", "Mã tỉnh", "Mã tỉnh thành phố", "Mã tỉnh, thành phố", "Province code"],
    };

    private static readonly Dictionary<string, string[]> ChangeColumns = new(StringComparer.Ordinal)
    {
        ["fromCode"] = ["Mã cũ", "Mã đơn vị cũ", "Mã ĐVHC cũ"],
        ["from"] = ["Tên cũ", "Đơn vị cũ", "Tên đơn vị cũ", "Đơn vị trước sắp xếp"],
        ["toCode"] = ["Mã mới", "Mã đơn vị mới", "Mã ĐVHC mới"],
        ["to"] = ["Tên mới", "Đơn vị mới", "Tên đơn vị mới", "Đơn vị sau sắp xếp"],
        ["partial"] = ["Một phần", "Phần", "Toàn bộ hay một phần"],
        ["share"] = ["Tỷ lệ", "Tỷ lệ dân số"],
        ["basis"] = ["Căn cứ", "Nghị quyết", "Văn bản"],
    };

    private readonly string _folder;
    private readonly JsonArray _units;
    private readonly JsonArray? _successions;

    private UnitImport(string folder, JsonArray units, JsonArray? successions, IReadOnlyList<UnitChange> changes, IReadOnlyList<string> skipped) =>
        (_folder, _units, _successions, Changes, Skipped) = (folder, units, successions, changes, skipped);

    /// <summary>What goes where on the day, as it would be written; empty when no changes were given.</summary>
    public IReadOnlyList<string> Arrows { get; private init; } = [];

    /// <summary>Units that end, and that the changes say nothing of: a row with an empty new name says that nobody succeeds.</summary>
    public IReadOnlyList<string> Untold { get; private init; } = [];

    /// <summary>Every unit of the list and of the place, those that change first.</summary>
    public IReadOnlyList<UnitChange> Changes { get; }

    /// <summary>Rows of the files that say nothing of this place, each with its file, row and reason.</summary>
    public IReadOnlyList<string> Skipped { get; }

    /// <summary>Whether anything would be written.</summary>
    public bool ChangesAnything => Changes.Any(c => c.Kind != UnitChangeKind.Unchanged) || _successions is not null;

    /// <summary>Holds a list against the units that are known.</summary>
    /// <param name="reference">The place.</param>
    /// <param name="list">The official list.</param>
    /// <param name="changes">What went into what; null for none.</param>
    /// <param name="terms">The day, the area, and what a person has decided.</param>
    /// <exception cref="PipelineException">GP2xx: a file cannot be read; GP802: a cell or an argument cannot be used.</exception>
    public static UnitImport Of(ReferenceData reference, (Stream Stream, string Name) list, (Stream Stream, string Name)? changes, ImportTerms terms)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(terms);
        var skipped = new List<string>();
        var listed = Listed(list, terms, skipped);
        if (terms.Same.FirstOrDefault(s => !listed.Exists(l => l.Code == CodeOf(s))) is { } nobody)
        {
            throw Wrong($"--same {nobody}", "mã này không có trong danh sách", "no unit of the list has this code");
        }

        var here = reference.Units.UnitsBelow(terms.AreaId).Where(u => u.Tier == UnitTier.Commune && u.ExistsOn(terms.On)).ToList();
        var nodes = Array(Path.Combine(reference.Folder, "reference", UnitsFile));
        var (found, taken) = (new List<UnitChange>(), reference.Units.All.Select(u => u.Id).ToHashSet(StringComparer.Ordinal));
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in listed)
        {
            var same = here.Find(u => CodeOf(u.NameOn(terms.On).Code) == unit.Code && IsCalled(reference.Units, u, unit.Name, terms.On));
            if (same is not null)
            {
                kept.Add(same.Id);
                found.Add(new(UnitChangeKind.Unchanged, same.Id, unit.Code, unit.Name, null));
            }
            else if (terms.Same.Any(s => CodeOf(s) == unit.Code))
            {
                var meant = here.Where(u => CodeOf(u.NameOn(terms.On).Code) == unit.Code || IsCalled(reference.Units, u, unit.Name, terms.On)).ToList();
                if (meant is not [var goesOn] || !kept.Add(goesOn.Id))
                {
                    var several = string.Join(", ", meant.Select(m => m.Id));
                    throw meant.Count == 0 ? Wrong($"--same {unit.Code}", "không có đơn vị nào đang mang mã hoặc tên này", "no unit has this code or name")
                        : Wrong($"--same {unit.Code}", $"mã và tên là của các đơn vị khác nhau: {several}; sửa units.json bằng tay",
                            $"code and name are of several units: {several}; mend units.json by hand");
                }

                found.Add(new(UnitChangeKind.Renamed, goesOn.Id, unit.Code, unit.Name,
                    new($"trước là {goesOn.NameOn(terms.On).Name} ({goesOn.NameOn(terms.On).Code})", $"was {goesOn.NameOn(terms.On).Name}")));
                End(Node(nodes, goesOn.Id), terms.On);
                Names(Node(nodes, goesOn.Id)).Add(Name(unit, terms.On));
            }
            else
            {
                var id = NewId(unit, taken);
                found.Add(new(UnitChangeKind.New, id, unit.Code, unit.Name, Reused(here, unit, terms.On)));
                nodes.Add(new JsonObject { ["id"] = id, ["tier"] = "commune", ["parentId"] = terms.AreaId, ["names"] = new JsonArray(Name(unit, terms.On)) });
            }
        }

        foreach (var gone in here.Where(u => !kept.Contains(u.Id)))
        {
            if (gone.FirstDay == terms.On)
            {
                throw Wrong(gone.Id, $"có từ chính ngày {DayText.Print(terms.On)} mà không có trong danh sách: sửa units.json hoặc chọn ngày khác (--on)",
                    $"begins on {DayText.Print(terms.On)} itself and is not in the list: mend units.json or give another day (--on)");
            }

            End(Node(nodes, gone.Id), terms.On);
            found.Add(new(UnitChangeKind.Ended, gone.Id, gone.NameOn(terms.On).Code, gone.NameOn(terms.On).Name, Named(reference, gone.Id)));
        }

        var ordered = found.OrderBy(c => c.Kind).ThenBy(c => c.Code, StringComparer.Ordinal).ToList();
        var after = Directory(nodes);
        var successions = changes is { } given ? Successions(reference, given, after, terms, skipped) : null;
        var day = DayText.Iso(terms.On);
        var arrows = successions is null ? [] : successions.Select(s => s!.AsObject()).Where(s => s["on"]!.GetValue<string>() == day).ToList();
        var told = arrows.Select(a => a["from"]?.GetValue<string>()).ToHashSet();

        // Also those that a run which was cut off ended, or a person by hand.
        var ended = after.UnitsBelow(terms.AreaId).Where(u => u.Tier == UnitTier.Commune && u.LastDay == terms.On.AddDays(-1)).ToList();
        return new(reference.Folder, nodes, successions, ordered, skipped)
        {
            Arrows = [.. arrows.Select(a => Arrow(a, after, here, terms.On))],
            Untold = successions is null ? [] : [.. ended.Where(u => !told.Contains(u.Id)).Select(u => u.NameOn(u.LastDay).Name)],
        };
    }

    /// <summary>Writes what was shown, checked before anything stands there.</summary>
    /// <exception cref="PipelineException">GP901: the result would not start; nothing is changed.</exception>
    public void Apply()
    {
        if (Untold.Count > 0)
        {
            var untold = string.Join(", ", Untold);
            throw Wrong("--changes", $"chưa nói đơn vị kết thúc chuyển về đâu: {untold}; thêm dòng, để trống tên mới nếu không có đơn vị kế thừa",
                $"where ended units went is not told: {untold}; add a row each, the new name empty where nobody succeeds");
        }

        var draft = System.IO.Directory.CreateTempSubdirectory("govpipeline-units-").FullName;
        try
        {
            SeedsCopy.Of(_folder, draft);
            UnitFiles.Write(Path.Combine(draft, "reference"), _units, _successions, Json);
            ReferenceData.Load(draft);
        }
        finally
        {
            System.IO.Directory.Delete(draft, recursive: true);
        }

        UnitFiles.Write(Path.Combine(_folder, "reference"), _units, _successions, Json);
    }

    private static List<(string Code, string Name)> Listed((Stream Stream, string Name) list, ImportTerms terms, List<string> skipped)
    {
        var listed = new List<(string Code, string Name)>();
        foreach (var (row, cells) in ListFile.Read(list.Stream, list.Name, ListColumns, "code", "name"))
        {
            if (terms.Province is not null && !cells.ContainsKey("province"))
            {
                throw Wrong($"--province {terms.Province}", "danh sách không có cột mã tỉnh (Mã TP)", "the list has no column of the province's code (Mã TP)");
            }

            var (code, name, tier) = (CodeOf(cells.GetValueOrDefault("code", string.Empty)), cells.GetValueOrDefault("name", string.Empty),
                cells.GetValueOrDefault("tier", string.Empty));
            var of = cells.GetValueOrDefault("province", string.Empty);
            var full = IsCommune(name) || !IsCommune(tier) ? name : $"{tier} {name}";
            if (code.Length == 0 || name.Length == 0)
            {
                skipped.Add($"{list.Name}, {row}: {T("thiếu mã hoặc tên", "code or name is missing")}");
            }
            else if (!IsCommune(full))
            {
                skipped.Add($"{list.Name}, {row}: {T($"'{full}' không phải cấp xã", $"'{full}' is not of commune level")}");
            }
            else if (terms.Province is { } province && of.Length > 0 && of.TrimStart('0') != province.TrimStart('0'))
            {
                skipped.Add($"{list.Name}, {row}: {T($"tỉnh {of}", $"province {of}")}");
            }
            else if (full.Any(c => char.IsControl(c) || c is '<' or '>' or '=' or '@') || PersonalData.NamesPerson(full))
            {
                // "Xã Hồ Thị Kỷ" is a commune: what stands behind its kind is no person.
                throw Wrong($"{list.Name}, {row}", "ô tên đơn vị có ký tự hoặc số không thể là tên đơn vị",
                    "the cell of the name has signs or numbers that no unit's name has");
            }
            else if (code.Contains('E', StringComparison.OrdinalIgnoreCase)
                && double.TryParse(code, System.Globalization.CultureInfo.InvariantCulture, out _))
            {
                throw Wrong($"{list.Name}, {row}", $"mã '{code}' bị bảng tính làm tròn; để cột mã là văn bản",
                    $"code '{code}' was rounded by a spreadsheet; make the column of codes text");
            }
            else if (listed.Exists(l => l.Code == code))
            {
                throw Wrong($"{list.Name}, {row}", $"mã {code} có hai lần", $"code {code} stands twice");
            }
            else
            {
                listed.Add((code, full));
            }
        }

        return listed.Count > 0 ? listed : throw Wrong(list.Name, "không có đơn vị cấp xã nào của địa bàn", "has no commune-level unit of the area");
    }

    private static JsonArray Successions(
        ReferenceData reference, (Stream Stream, string Name) file, UnitDirectory units, ImportTerms terms, List<string> skipped)
    {
        var path = Path.Combine(reference.Folder, "reference", SuccessionsFile);
        var nodes = File.Exists(path) ? Array(path) : [];
        // The file says anew what changed on that day among the units of the list; other areas and levels stay.
        bool IsOfList(string? id) => id is not null && units.Find(id) is { Tier: UnitTier.Commune } && units.UnitsBelow(terms.AreaId).Any(u => u.Id == id);
        foreach (var known in nodes.Where(n => n!["on"]!.GetValue<string>() == DayText.Iso(terms.On)
            && (n["from"] is { } gave ? IsOfList(gave.GetValue<string>()) : IsOfList(n["to"]?.GetValue<string>()))).ToList())
        {
            nodes.Remove(known);
        }

        foreach (var (row, cells) in ListFile.Read(file.Stream, file.Name, ChangeColumns, "from", "to"))
        {
            var (fromName, toName) = (cells.GetValueOrDefault("from", string.Empty), cells.GetValueOrDefault("to", string.Empty));
            if (fromName.Contains(',', StringComparison.Ordinal) || fromName.Contains(';', StringComparison.Ordinal))
            {
                throw Wrong($"{file.Name}, {row}", $"'{fromName}': mỗi đơn vị cũ một dòng", $"'{fromName}': one former unit a row");
            }

            var from = Found(units, fromName, cells.GetValueOrDefault("fromCode", string.Empty), terms.On.AddDays(-1));
            var to = Found(units, toName, cells.GetValueOrDefault("toCode", string.Empty), terms.On);
            if (fromName.Length == 0 || (from is null && to is null))
            {
                skipped.Add($"{file.Name}, {row}: {T($"'{fromName}' → '{toName}' không thuộc địa bàn", $"'{fromName}' → '{toName}' is not of this place")}");
                continue;
            }

            if (from is not null && to is not null && from.Id == to.Id)
            {
                continue; // it goes on as it was
            }

            var node = new JsonObject();
            node[from is null ? "fromName" : "from"] = from?.Id ?? fromName;
            if (to is not null)
            {
                node["to"] = to.Id;
            }
            else if (toName.Length > 0)
            {
                node["toName"] = toName;
            }

            node["on"] = DayText.Iso(terms.On);
            var isPartial = IsPartial(file.Name, row, cells.GetValueOrDefault("partial", string.Empty));
            if (Share(file.Name, row, cells.GetValueOrDefault("share", string.Empty)) is { } share)
            {
                node["share"] = isPartial ? share
                    : throw Wrong($"{file.Name}, {row}", "có tỷ lệ thì ghi 'một phần' ở cột 'Một phần'", "a share is of a part: write 'một phần'");
            }

            if (isPartial)
            {
                node["isPartial"] = true;
            }

            node["legalBasis"] = cells.GetValueOrDefault("basis", string.Empty) is { Length: > 0 } basis ? basis
                : terms.LegalBasis ?? throw Wrong($"{file.Name}, {row}", "thiếu căn cứ: thêm cột 'Nghị quyết' hoặc --basis",
                    "the legal basis is missing: add a column 'Nghị quyết' or --basis");
            nodes.Add(node);
        }

        return nodes;
    }

    private static Unit? Found(UnitDirectory units, string name, string code, DateOnly day) =>
        name.Length > 0 && units.Resolve(name, day) is { } unit && (code.Length == 0 || CodeOf(unit.NameOn(day).Code) == CodeOf(code)) ? unit : null;

    /// <summary>A code as the list of units has it: five digits, which spreadsheets make numbers of.</summary>
    private static string CodeOf(string text)
    {
        var code = text.Trim();
        code = code.EndsWith(".0", StringComparison.Ordinal) ? code[..^2] : code;
        return code.Length is > 0 and < 5 && code.All(char.IsAsciiDigit) ? code.PadLeft(5, '0') : code;
    }

    /// <summary>Whether a unit has a name or alias on a day, however it is spelt.</summary>
    private static bool IsCalled(UnitDirectory units, Unit unit, string name, DateOnly day) =>
        Folding.Fold(unit.NameOn(day).Name) == Folding.Fold(name) || units.Candidates(name).Any(c => c.Unit.Id == unit.Id && c.Name.HoldsOn(day));

    /// <summary>An arrow for a person to look at: a name that is none of ours and looks like one of ours says so.</summary>
    private static string Arrow(JsonObject arrow, UnitDirectory units, List<Unit> here, DateOnly on)
    {
        var outside = arrow["fromName"]?.GetValue<string>();
        var near = outside is null ? null : UnknownArgument.Nearest(outside, here.Select(u => u.NameOn(on.AddDays(-1)).Name));
        var from = outside is null ? units.Find(arrow["from"]!.GetValue<string>())!.NameOn(on.AddDays(-1)).Name
            : T($"{outside} (không thuộc địa bàn{(near is null ? string.Empty : $"; hay là '{near}'?")})", $"{outside} (none of ours{(near is null
                ? string.Empty : $"; or '{near}'?")})");
        var to = arrow["to"] is { } id ? units.Find(id.GetValue<string>())!.NameOn(on).Name
            : arrow["toName"]?.GetValue<string>() is { } other ? T($"{other} (không thuộc địa bàn)", $"{other} (none of ours)")
            : T("không có đơn vị kế thừa", "no successor");
        return string.Join(" / ", Enumerable.Range(0, 2).Select(i => $"{Side(from, i)} → {Side(to, i)}"
            + (arrow["isPartial"] is null ? string.Empty : i == 0 ? ", một phần" : ", a part")));

        static string Side(string text, int i) => text.Split(" / ") is [var vi, var en] ? i == 0 ? vi : en : text;
    }

    private static bool IsPartial(string file, int row, string text) => Folding.Fold(text) switch
    {
        "" or "toan bo" or "khong" or "0" or "no" or "false" => false,
        "mot phan" or "phan con lai" or "co" or "x" or "1" or "yes" or "true" => true,
        _ => throw Wrong($"{file}, {row}", $"'{text}': ghi 'toàn bộ' hoặc 'một phần'", $"'{text}': write 'toàn bộ' or 'một phần'"),
    };

    /// <summary>A share as people write it: <c>35%</c>, <c>0,35</c>.</summary>
    private static decimal? Share(string file, int row, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var isPercent = text.EndsWith('%');
        return decimal.TryParse(text.TrimEnd('%').Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && (isPercent ? share / 100 : share) is > 0 and <= 1 and var fraction
            ? fraction
            : throw Wrong($"{file}, {row}", $"tỷ lệ '{text}': ghi 35% hoặc 0,35", $"share '{text}': write 35% or 0,35");
    }

    private static bool IsCommune(string text) => Folding.Fold(text) is var folded
        && CommuneWords.Any(w => folded == w || folded.StartsWith(w + " ", StringComparison.Ordinal));

    /// <summary>What a person must know of a new unit: that its code or its name was another's.</summary>
    private static Bilingual? Reused(List<Unit> here, (string Code, string Name) unit, DateOnly on)
    {
        var code = here.Find(u => u.NameOn(on).Code == unit.Code);
        var name = here.Find(u => Folding.Fold(u.NameOn(on).Name) == Folding.Fold(unit.Name));
        return (code, name) switch
        {
            ({ } held, _) => new($"mã này trước là của {held.NameOn(on).Name}; nếu chỉ đổi tên: --same {unit.Code}",
                $"the code was that of {held.NameOn(on).Name}; if it was only renamed: --same {unit.Code}"),
            (null, { } named) => new($"tên này trước có mã {named.NameOn(on).Code}; nếu chỉ đổi mã: --same {unit.Code}",
                $"the name had the code {named.NameOn(on).Code}; if only the code changed: --same {unit.Code}"),
            _ => null,
        };
    }

    /// <summary>Where reference data still speak of a unit that ends.</summary>
    private static Bilingual? Named(ReferenceData reference, string unitId)
    {
        string[] files =
        [
            .. reference.Recipients.Any(r => r.Units.Contains(unitId, StringComparer.Ordinal)) ? new[] { "recipients.json" } : [],
            .. reference.Targets.All.Any(t => t.UnitId == unitId) ? new[] { "targets.json" } : [],
            .. reference.Duties.Any(d => d.UnitId == unitId) ? new[] { "duties.json" } : [],
            .. reference.Sources.All.Where(s => s.DefaultUnit == unitId).Select(s => $"sources/{s.Id}.json"),
        ];
        return files.Length == 0 ? null : new($"còn được nêu trong {string.Join(", ", files)}", $"still named in {string.Join(", ", files)}");
    }

    private static string NewId((string Code, string Name) unit, HashSet<string> taken)
    {
        var slug = string.Join('-', Folding.Fold(unit.Name).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var id = taken.Contains(slug) ? $"{slug}-{unit.Code}" : slug;
        while (!taken.Add(id))
        {
            id += "-2";
        }

        return id;
    }

    private static JsonObject Name((string Code, string Name) unit, DateOnly on) =>
        new() { ["code"] = unit.Code, ["name"] = unit.Name, ["validFrom"] = DayText.Iso(on) };

    /// <summary>Ends the name of the day; one that begins later stands in the way.</summary>
    private static void End(JsonObject unit, DateOnly on)
    {
        var last = Names(unit)[^1]!;
        if (last["validFrom"]?.GetValue<string>() is { } from && string.CompareOrdinal(from, DayText.Iso(on)) > 0)
        {
            throw Wrong(unit["id"]!.GetValue<string>(), $"đã có tên khác từ {from}; sửa units.json bằng tay",
                $"has another name from {from}; mend units.json by hand");
        }

        last["validTo"] = DayText.Iso(on.AddDays(-1));
    }

    private static JsonArray Names(JsonObject unit) => unit["names"]!.AsArray();

    private static JsonObject Node(JsonArray nodes, string id) => nodes.Select(n => n!.AsObject()).First(n => n["id"]!.GetValue<string>() == id);

    private static JsonArray Array(string file) =>
        JsonNode.Parse(File.ReadAllText(file), null, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsArray();

    private static UnitDirectory Directory(JsonArray nodes)
    {
        try
        {
            return ReferenceData.UnitsOf(nodes.ToJsonString());
        }
        catch (ArgumentException e)
        {
            var halves = e.Message.Split(" / ");
            throw Wrong(UnitsFile, halves[0], halves[^1]);
        }
    }

    private static string T(string vi, string en) => $"{vi} / {en}";

    private static PipelineException Wrong(string what, string vi, string en) => new(ErrorCatalogue.ArgumentWrong, what, new Bilingual(vi, en));
}

/// <summary>How a list is taken.</summary>
/// <param name="On">The first day on which it holds.</param>
/// <param name="AreaId">The area its units are below.</param>
/// <param name="Province">Code of the province whose rows are taken; null for all rows.</param>
/// <param name="Same">Codes of units that only changed their name or code.</param>
/// <param name="LegalBasis">The resolution of changes whose rows name none.</param>
public sealed record ImportTerms(DateOnly On, string AreaId, string? Province, IReadOnlyList<string> Same, string? LegalBasis);
