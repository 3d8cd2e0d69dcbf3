using System.Text.RegularExpressions;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Units;
using GovPipeline.Sources.Reading;

namespace GovPipeline.Sources.Learning;

/// <summary>What the cells of a column hold, counted over the first rows. Cells are looked at and not kept, but for a few wordings that repeat.</summary>
internal sealed partial class ColumnProfile
{
    private const int MostWordings = 30, LongestWording = 60, FewestForRepeats = 8, LongestNumber = 7;
    private readonly Dictionary<string, int> _wordings = new(StringComparer.Ordinal);
    private readonly List<long> _days = [];
    private int _filled, _dates, _codes, _procedures, _units, _numbers;
    private bool _hasTooMany, _isContact;

    /// <summary>Cells that hold anything.</summary>
    public int Filled => _filled;

    /// <summary>Wordings that repeat; none of a column of names, contacts or free text.</summary>
    public IReadOnlyList<string> Wordings => _hasTooMany || _isContact || (_filled >= MostWordings && _wordings.Count > _filled / 3)
        || (_filled >= FewestForRepeats && _wordings.Count > _filled / 2) ? [] : [.. _wordings.Keys];

    /// <summary>The middle one of its days; null without.</summary>
    public long? MiddleDay => _days.Count == 0 ? null : _days.Order().ElementAt(_days.Count / 2);

    public bool IsDates => Most(_dates);

    public bool IsCodes => Most(_codes);

    public bool IsProcedures => Most(_procedures);

    public bool IsUnits => Most(_units);

    public bool IsNumbers => Most(_numbers) && !IsDates;

    /// <summary>Whether a text is the code of a dossier.</summary>
    public static bool IsCode(string cell) => CodeText.TryParse(cell, out _, out _) && cell.AsSpan().ContainsAnyInRange('0', '9')
        && cell.Contains('-', StringComparison.Ordinal);

    /// <summary>Looks at a cell.</summary>
    public void Add(string cell, UnitDirectory units)
    {
        if (string.IsNullOrWhiteSpace(cell))
        {
            return;
        }

        _filled++;
        if (DateText.TryParse(cell, out var moment))
        {
            _dates++;
            _days.Add(moment.DayNumber);
        }
        else if (IsCode(cell))
        {
            _codes++;
        }

        if (ProcedurePattern().IsMatch(cell))
        {
            _procedures++;
        }

        if (units.Candidates(cell).Count > 0)
        {
            _units++;
        }

        var digits = cell.Count(char.IsAsciiDigit);
        if (digits > 0 && cell.All(c => char.IsAsciiDigit(c) || c is ' ' or '.' or ',' or '-' or '%' or '\u00A0'))
        {
            _numbers++;
        }

        _isContact |= digits > LongestNumber || cell.Contains('@', StringComparison.Ordinal);
        if (cell.Length > LongestWording || _wordings.Count > MostWordings)
        {
            _hasTooMany = true;
        }
        else
        {
            var word = cell.Trim();
            _wordings[word] = _wordings.GetValueOrDefault(word) + 1;
        }
    }

    /// <summary>The share of its wordings that hold one of some words, folded.</summary>
    public double ShareOf(Func<string, bool> isKnown) => Wordings.Count == 0 ? 0 : (double)Wordings.Count(w => isKnown(Folding.Fold(w))) / Wordings.Count;

    [GeneratedRegex(@"^\s*\d[.,]\d{5,6}(\.|$|\s)")]
    private static partial Regex ProcedurePattern();

    private bool Most(int count) => _filled > 0 && count >= _filled * 0.6;
}
