using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Witnesses of how a file writes days and numbers. A day as 06/05/2022 can be two; what stands in other cells of its column, in the
/// codes of the dossiers and in the day of the export says which. One mistyped cell among many is that cell's matter.
/// </summary>
internal sealed partial class FileEvidence
{
    // So many numbers that all end in three zeros, and none in groups beyond doubt, are decimals that a program printed.
    private const int ZerosThatTell = 5;

    // Keys that are remembered, some 60 MB; a night has thousands.
    private const int MostKeys = 1_000_000;

    private readonly Dictionary<string, DateOrder> _dates = new(StringComparer.Ordinal);
    private string? _english, _vietnamese;
    private long _englishSure, _englishMaybe, _vietnameseSure, _vietnameseMaybe;
    private long _point, _threeZeros;
    private string? _pointWitness;
    private bool _isSwallowed;
    private readonly Dictionary<ulong, (ulong Content, int Row)> _keys = [];
    private readonly Dictionary<ulong, string> _contradictions = [];

    /// <summary>The witnesses of a column of days.</summary>
    public DateOrder DatesOf(string heading)
    {
        if (!_dates.TryGetValue(heading, out var order))
        {
            _dates[heading] = order = new(heading);
        }

        return order;
    }

    /// <summary>Takes in a number as it is written.</summary>
    public void Number(string heading, ReadOnlySpan<char> text, int row)
    {
        if (!text.ContainsAny(',', '.'))
        {
            return;
        }

        if (EnglishSure().IsMatch(text))
        {
            _englishSure++;
            _english ??= Witness(heading, text, row);
        }
        else if (EnglishMaybe().IsMatch(text))
        {
            _englishMaybe++;
            _english ??= Witness(heading, text, row);
        }
        else if (VietnameseSure().IsMatch(text))
        {
            _vietnameseSure++;
            _vietnamese ??= Witness(heading, text, row);
        }
        else if (VietnameseMaybe().IsMatch(text))
        {
            _vietnameseMaybe++;
            _threeZeros += text.EndsWith(".000") ? 1 : 0;
            _vietnamese ??= Witness(heading, text, row);
        }
        else if (PointDecimal().IsMatch(text))
        {
            _point++;
            _pointWitness ??= Witness(heading, text, row);
        }
    }

    /// <summary>Takes in a row that stands for what its key names: two of one file that say different things contradict each other.</summary>
    public void Row(string key, string content, int row)
    {
        var (known, said) = (KeyOf(key), KeyOf(content));
        if (_keys.TryGetValue(known, out var first))
        {
            if (first.Content != said)
            {
                _contradictions.TryAdd(known, $"#{first.Row}, #{row}");
            }
        }
        else if (_keys.Count < MostKeys)
        {
            _keys[known] = (said, row);
        }
    }

    /// <summary>What a key is known by in <see cref="CellRules.Contradictions"/>.</summary>
    public static ulong KeyOf(string text) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>Notes that a cell of a CSV file has lines of rows in it.</summary>
    public void Swallowed() => _isSwallowed = true;

    /// <summary>What follows for the single cells.</summary>
    /// <param name="fileName">For messages.</param>
    /// <param name="isConfirmed">Whether a person wants the file taken in all the same.</param>
    /// <exception cref="PipelineException">GP217: all days that tell write the month first. GP220: days are years away from the codes.</exception>
    public CellRules Decide(string fileName, bool isConfirmed)
    {
        if (!isConfirmed && _dates.Values.Select(o => o.FarFromCodes).FirstOrDefault(f => f is not null) is { } far)
        {
            throw new PipelineException(ErrorCatalogue.FileDaysFar, fileName, far);
        }

        if (_dates.Values.FirstOrDefault(o => o.IsMonthFirst) is { } wholly)
        {
            throw new PipelineException(ErrorCatalogue.FileDateOrder, fileName, wholly.Proof);
        }

        var english = _englishSure + _englishMaybe;
        var vietnamese = _vietnameseSure + _vietnameseMaybe;
        var mixed = english > 0 && vietnamese > 0 && english * DateOrder.TypingMistakes > vietnamese;
        var pointed = _vietnameseMaybe > 0 && (_point > 0 || (_vietnameseSure == 0 && _threeZeros == _vietnameseMaybe && _threeZeros >= ZerosThatTell));
        return new()
        {
            DateDoubt = _dates.Values.FirstOrDefault(o => o.IsDoubted)?.Proof,
            IsEnglish = _englishSure > 0 && vietnamese == 0,
            NumberDoubt = mixed ? $"{_vietnamese}; {_english}" : pointed ? $"{_vietnamese}; {_pointWitness}".TrimEnd(' ', ';') : null,
            Contradictions = _contradictions.Count == 0 ? null : _contradictions,
            LinesAreRows = _isSwallowed,
        };
    }

    /// <summary>Whether a text can be two numbers, by whether dots or commas group its thousands.</summary>
    public static bool IsEither(ReadOnlySpan<char> text) => VietnameseMaybe().IsMatch(text) || EnglishMaybe().IsMatch(text);

    /// <summary>Where a cell is and what it says, for whoever doubts it.</summary>
    public static string Witness(string heading, ReadOnlySpan<char> text, int row) => $"#{row}, '{heading}': {text.ToString()}";

    [GeneratedRegex(@"^\s*(?:\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+)\s*$")]
    private static partial Regex EnglishSure();

    [GeneratedRegex(@"^\s*[1-9]\d{0,2},\d{3}\s*$")]
    private static partial Regex EnglishMaybe();

    [GeneratedRegex(@"^\s*(?:\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+)\s*$")]
    private static partial Regex VietnameseSure();

    [GeneratedRegex(@"^\s*(?:\d+\.\d{1,2}|0\.\d+|\d+\.\d{4,})\s*$")]
    private static partial Regex PointDecimal();

    [GeneratedRegex(@"^\s*[1-9]\d{0,2}\.\d{3}\s*$")]
    private static partial Regex VietnameseMaybe();
}
