using System.Text.RegularExpressions;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;

namespace GovPipeline.Domain.Units;

/// <summary>
/// All units, and the only way from the text of an export to a unit. A bare code or a bare name is ambiguous over time
/// (code 25459 was Phường 3 in 2022 and is Phường Tân Ninh in 2026), so every look-up names the day.
/// </summary>
public sealed partial class UnitDirectory
{
    private readonly Dictionary<string, Unit> _byId;
    private readonly Dictionary<string, List<(Unit Unit, UnitName Name)>> _byText = new(StringComparer.Ordinal);

    /// <summary>A directory of the given units.</summary>
    /// <exception cref="ArgumentException">Two units share an id, or a code or name on the same day; or a parent is missing.</exception>
    public UnitDirectory(IEnumerable<Unit> units)
    {
        All = [.. units];
        if (All.Count == 0)
        {
            throw new ArgumentException("cần ít nhất một đơn vị / at least one unit is needed");
        }

        _byId = new(StringComparer.Ordinal);
        foreach (var (unit, number) in All.Select((u, i) => (u, i + 1)))
        {
            CheckNames(unit, number);
            if (!_byId.TryAdd(unit.Id, unit))
            {
                throw new ArgumentException($"mã '{unit.Id}' có hai lần / the id '{unit.Id}' stands twice");
            }
        }

        foreach (var unit in All)
        {
            if (unit.ParentId is { } parent && !_byId.ContainsKey(parent))
            {
                throw new ArgumentException(
                    $"'{unit.Id}' có đơn vị cha '{parent}' không có trong danh sách / '{unit.Id}' has the parent '{parent}', which is not a unit");
            }

            if (IsBelowItself(unit))
            {
                throw new ArgumentException(
                    $"theo các đơn vị cha, '{unit.Id}' nằm dưới chính nó / '{unit.Id}' is below itself by its parents");
            }
        }

        foreach (var unit in All.Where(u => !u.IsArea))
        {
            AddNames(unit);
        }
    }

    /// <summary>Every unit and area, as given.</summary>
    public IReadOnlyList<Unit> All { get; }

    /// <summary>The units that receive dossiers.</summary>
    public IEnumerable<Unit> Receiving => All.Where(u => !u.IsArea);

    /// <summary>The areas that add units up.</summary>
    public IEnumerable<Unit> Areas => All.Where(u => u.IsArea);

    /// <summary>The unit of an id, or null.</summary>
    public Unit? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The unit a code, name, alias or id meant on a day, or null.</summary>
    /// <param name="text">As the export writes it: any case, with or without diacritics, <c>P. 04</c> for <c>Phường 4</c>.</param>
    /// <param name="day">The day that tells which holder of a code or name is meant.</param>
    public Unit? Resolve(ReadOnlySpan<char> text, DateOnly day) => Candidates(text).FirstOrDefault(c => c.Name.HoldsOn(day)).Unit;

    /// <summary>The units a text ever meant, with the days it did; for messages.</summary>
    public IReadOnlyList<(Unit Unit, UnitName Name)> Candidates(ReadOnlySpan<char> text) =>
        _byText.TryGetValue(Canonical(text), out var found) ? found : [];

    /// <summary>The units below an area, of any depth, without areas. Each unit once, so that a sum counts none twice.</summary>
    public IEnumerable<Unit> UnitsBelow(string areaId) => Receiving.Where(u => IsBelow(u, areaId));

    /// <summary>The units that a published id adds up, of any time: of an area those below it, of a tier its own, of a unit itself.</summary>
    /// <param name="id">Unit id, <c>area:…</c> or <c>tier:…</c>.</param>
    public IEnumerable<Unit> MembersOf(string id) =>
        RollupId.IsArea(id) ? UnitsBelow(RollupId.UnitOf(id))
        : RollupId.IsRollup(id) ? Receiving.Where(u => RollupId.Tier(u.Tier) == id)
        : Find(id) is { IsArea: false } unit ? [unit] : [];

    private static void CheckNames(Unit? unit, int number)
    {
        if (unit is not { Id.Length: > 0, Names: { Count: > 0 } names } || names.Any(n => n is not { Name.Length: > 0, Code: not null, Aliases: not null }))
        {
            throw new ArgumentException(
                $"mục {number} ('{unit?.Id}') cần có id và names / entry {number} ('{unit?.Id}') needs an id and a name");
        }

        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].ValidTo < names[i].ValidFrom)
            {
                throw new ArgumentException(
                    $"'{unit.Id}', tên '{names[i].Name}': validTo trước validFrom / '{unit.Id}', name '{names[i].Name}': validTo is before validFrom");
            }

            if (i > 0 && names[i].ValidFrom <= names[i - 1].ValidTo)
            {
                throw new ArgumentException(
                    $"'{unit.Id}' có hai tên vào ngày {DayText.Print(names[i].ValidFrom)}; ghi validTo cho tên trước / "
                        + $"'{unit.Id}' has two names on {DayText.Iso(names[i].ValidFrom)}; give the earlier one a validTo");
            }
        }
    }

    private bool IsBelowItself(Unit unit)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { unit.Id };
        for (var parent = unit.ParentId; parent is not null; parent = _byId[parent].ParentId)
        {
            if (!seen.Add(parent) || !_byId.ContainsKey(parent))
            {
                return seen.Contains(parent) && _byId.ContainsKey(parent);
            }
        }

        return false;
    }

    private bool IsBelow(Unit unit, string areaId)
    {
        for (var parent = unit.ParentId; parent is not null; parent = _byId[parent].ParentId)
        {
            if (parent == areaId)
            {
                return true;
            }
        }

        return false;
    }

    private void AddNames(Unit unit)
    {
        foreach (var name in unit.Names)
        {
            string[] texts = [unit.Id, name.Code, name.Name, .. name.Aliases];
            foreach (var text in texts.Where(t => t.Length > 0).Select(t => Canonical(t)).Distinct(StringComparer.Ordinal))
            {
                var holders = _byText.TryGetValue(text, out var found) ? found : _byText[text] = [];
                var clash = holders.FirstOrDefault(h =>
                    h.Unit.Id != unit.Id && h.Name.ValidFrom <= name.ValidTo && name.ValidFrom <= h.Name.ValidTo);
                if (clash.Unit is not null)
                {
                    throw new ArgumentException(
                        $"'{text}' cùng lúc chỉ '{clash.Unit.Id}' và '{unit.Id}' trong cùng những ngày / "
                            + $"'{text}' means both '{clash.Unit.Id}' and '{unit.Id}' on the same days");
                }

                holders.Add((unit, name));
            }
        }
    }

    /// <summary>Folds a unit's text: abbreviations of the unit words, Roman numerals and leading zeros are made alike.</summary>
    private static string Canonical(ReadOnlySpan<char> text)
    {
        var folded = AbbreviationPattern().Replace(Folding.Fold(text), m => m.Groups[1].Value switch
        {
            "p" => "phuong ",
            "x" => "xa ",
            "tx" => "thi xa ",
            "tt" => "thi tran ",
            "tp" => "thanh pho ",
            "q" => "quan ",
            _ => "huyen ",
        });
        folded = folded.Replace("uy ban nhan dan", "ubnd", StringComparison.Ordinal);
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < words.Length; i++)
        {
            words[i] = words[i] switch
            {
                "i" => "1", "ii" => "2", "iii" => "3", "iv" => "4", "v" => "5",
                "vi" => "6", "vii" => "7", "viii" => "8", "ix" => "9", "x" => "10",
                var w when w.All(char.IsAsciiDigit) && w.TrimStart('0').Length > 0 => w.TrimStart('0'),
                var w => w,
            };
        }

        return string.Join(' ', words);
    }

    // "p 4", "p4", "tp tay ninh", also inside "ubnd p 4"; a letter that is a word of its own or stands before a digit.
    [GeneratedRegex(@"(?<![a-z0-9])(p|x|tx|tt|tp|q|h)(?:\s+|(?=\d))", RegexOptions.CultureInvariant)]
    private static partial Regex AbbreviationPattern();
}
