namespace GovPipeline.Sources.Reading;

/// <summary>
/// Witnesses of whether a column writes the day or the month first: numbers over 12, days that only one order puts before the
/// export, and the day in the dossiers' own codes.
/// </summary>
/// <param name="heading">The column.</param>
internal sealed class DateOrder(string heading)
{
    /// <summary>One witness against so many is a typing mistake.</summary>
    public const int TypingMistakes = 20;

    private const int LastMonth = 12, Proving = 2, CodesThatProve = 3, CodesAgainstOne = 4, DaysApart = 1, LongestShown = 20;

    private long _dayFirst, _monthFirst, _impossible, _either, _codesFor, _codesAgainst;
    private string? _witness, _laterWitness, _codeWitness;

    /// <summary>Whether every day that tells writes the month first.</summary>
    public bool IsMonthFirst => _dayFirst == 0 && _monthFirst >= Proving && _impossible > 0;

    /// <summary>Whether a day that could be two cannot be believed.</summary>
    public bool IsDoubted => _either > 0 && (IsDoubtedByDays || (_codesAgainst >= CodesThatProve && _codesAgainst > CodesAgainstOne * _codesFor));

    /// <summary>The witness.</summary>
    public string Proof => IsDoubtedByDays || _codeWitness is null ? _witness ?? _laterWitness ?? string.Empty : _codeWitness;

    private bool IsDoubtedByDays => _monthFirst * TypingMistakes > _dayFirst && (_monthFirst >= Proving || _dayFirst == 0) && _monthFirst > 0;

    /// <summary>Whether a text can be two days.</summary>
    public static bool IsEither(ReadOnlySpan<char> text) =>
        TrySplit(text, out var first, out var second, out _) && first <= LastMonth && second <= LastMonth && first != second;

    /// <summary>Takes in a day as it is written.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="row">Row of the file.</param>
    /// <param name="day">The day it was read as; a negative number when it was none.</param>
    /// <param name="latest">The last day it can be.</param>
    public void Note(ReadOnlySpan<char> text, int row, int day, int latest)
    {
        if (day >= 0 && day <= latest && text.Length > 2 && text[2] == '/')
        {
            // Nearly all cells, told by their first letters.
            if (text[0] > '1' || (text[0] == '1' && text[1] > '2'))
            {
                _dayFirst++;
                return;
            }

            if (text.Length > 5 && text[3] == text[0] && text[4] == text[1])
            {
                return;
            }

            _either++;
            return;
        }

        if (!TrySplit(text, out var first, out var second, out var year))
        {
            return;
        }

        if (first > LastMonth)
        {
            _dayFirst += day >= 0 ? 1 : 0;
        }
        else if (second > LastMonth)
        {
            if (IsDay(year, first, second))
            {
                _impossible++;
                _monthFirst++;
                _witness ??= FileEvidence.Witness(heading, Shown(text), row);
            }
        }
        else if (first != second)
        {
            _either++;
            if (day > latest && DayNumber(year, first, second) <= latest)
            {
                _monthFirst++;
                _laterWitness ??= FileEvidence.Witness(heading, Shown(text), row);
            }
        }
    }

    /// <summary>Takes in the day beside the one in the dossier's code, <c>…-yyMMdd-…</c>.</summary>
    public void NoteCode(ReadOnlySpan<char> code, ReadOnlySpan<char> text, int row)
    {
        var at = code.IndexOf('-');
        if (!IsEither(text) || at < 0 || code.Length < at + 8 || code[at + 7] != '-' || code.Slice(at + 1, 6).ContainsAnyExceptInRange('0', '9'))
        {
            return;
        }

        _ = TrySplit(text, out var first, out var second, out var year);
        var meant = DayNumber(2000 + Two(code[(at + 1)..]), Two(code[(at + 3)..]), Two(code[(at + 5)..]));
        if (Math.Abs(meant - DayNumber(year, second, first)) <= DaysApart)
        {
            _codesFor++;
        }
        else if (Math.Abs(meant - DayNumber(year, first, second)) <= DaysApart)
        {
            _codesAgainst++;
            _codeWitness ??= $"{FileEvidence.Witness(heading, Shown(text), row)}, mã / code …-{code.Slice(at + 1, 6)}-…";
        }
    }

    private static ReadOnlySpan<char> Shown(ReadOnlySpan<char> text) => text.Length <= LongestShown ? text : text[..LongestShown];

    /// <summary>The parts of a day as people write it: two numbers and a year; false for ISO and for anything else.</summary>
    private static bool TrySplit(ReadOnlySpan<char> text, out int first, out int second, out int year)
    {
        (first, second, year) = (0, 0, 0);
        var at = 0;
        return TryNumber(text, ref at, 2, out first) && IsSeparator(text, ref at) && TryNumber(text, ref at, 2, out second) && IsSeparator(text, ref at)
            && TryNumber(text, ref at, 4, out year) && year > 1000 && first > 0 && second > 0;
    }

    private static bool IsSeparator(ReadOnlySpan<char> text, ref int at) => at < text.Length && text[at++] is '/' or '-' or '.';

    private static bool TryNumber(ReadOnlySpan<char> text, ref int at, int most, out int value)
    {
        value = 0;
        var start = at;
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at]))
        {
            value = (value * 10) + text[at++] - '0';
        }

        return at > start;
    }

    private static int Two(ReadOnlySpan<char> digits) => ((digits[0] - '0') * 10) + digits[1] - '0';

    private static bool IsDay(int year, int month, int day) =>
        month is >= 1 and <= 12 && year <= DateOnly.MaxValue.Year && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static int DayNumber(int year, int month, int day) => IsDay(year, month, day) ? new DateOnly(year, month, day).DayNumber : int.MinValue / 2;
}
