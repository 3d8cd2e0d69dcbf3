namespace GovPipeline.Sources.Reading;

/// <summary>What a day of two digits, two digits and a year tells of its order.</summary>
internal enum UsualOrder
{
    /// <summary>It may be two days.</summary>
    Either,

    /// <summary>The first number is over 12.</summary>
    DayFirst,

    /// <summary>Both numbers are the same.</summary>
    Same,
}

/// <summary>
/// Witnesses of whether a column writes the day or the month first: numbers over 12, days that only one order puts before the
/// export, and the day in the dossiers' own codes.
/// </summary>
/// <param name="heading">The column.</param>
internal sealed class DateOrder(string heading)
{
    /// <summary>One witness against so many is a typing mistake.</summary>
    public const int TypingMistakes = 20;

    private const int FarDays = 400, FewestFar = 5;
    private const int LastMonth = 12, Proving = 2, CodesThatProve = 3, CodesAgainstOne = 4, DaysApart = 1, DaysThatScatter = 3,
        LongestShown = 20;

    private readonly HashSet<int> _read = [];
    private long _dayFirst, _monthFirst, _impossible, _either, _codesFor, _codesAgainst;
    private long _farFromCodes, _besideCodes;
    private string? _farWitness;
    private bool _isScattered = true;
    private int _dayOfMonth;
    private string? _witness, _laterWitness, _scatterWitness, _codeWitness;

    /// <summary>Why the days of the column cannot be those of the dossiers: years away from the days in nearly all their codes; null when they can.</summary>
    public string? FarFromCodes => _farFromCodes >= FewestFar && _farFromCodes * 5 >= _besideCodes * 4 ? _farWitness : null;

    /// <summary>Whether every day that tells writes the month first.</summary>
    public bool IsMonthFirst => _dayFirst == 0 && _monthFirst >= Proving && _impossible > 0;

    /// <summary>Whether a day that could be two cannot be believed.</summary>
    public bool IsDoubted => _either > 0
        && (IsDoubtedByDays || IsScattered || (_codesAgainst >= CodesThatProve && _codesAgainst > CodesAgainstOne * _codesFor));

    /// <summary>The witness.</summary>
    public string Proof => _codesAgainst > 0 && !IsDoubtedByDays && _codeWitness is not null ? _codeWitness
        : _witness ?? _laterWitness ?? _scatterWitness ?? string.Empty;

    private bool IsDoubtedByDays => _monthFirst * TypingMistakes > _dayFirst + _codesFor && (_monthFirst >= Proving || _dayFirst == 0) && _monthFirst > 0;

    // All days fall on one day of several months; turned round they are days of the export's own month.
    private bool IsScattered => _isScattered && _dayFirst == 0 && _codesFor == 0 && _read.Count >= DaysThatScatter;

    /// <summary>Whether a text can be two days, in whatever form it is written.</summary>
    public static bool IsEither(ReadOnlySpan<char> text) =>
        TrySplit(text, out var day, out var month, out _) && day <= LastMonth && month <= LastMonth && day != month;

    /// <summary>What a text tells that begins with two digits, a slash and two digits, and is a day if its first number is.</summary>
    public static UsualOrder OfUsual(ReadOnlySpan<char> text) =>
        text[0] > '1' || (text[0] == '1' && text[1] > '2') ? UsualOrder.DayFirst
        : text[3] == text[0] && text[4] == text[1] ? UsualOrder.Same : UsualOrder.Either;

    /// <summary>Takes in a day not after the last that it can be, by what its text tells; false when the text must be looked at.</summary>
    public bool NoteUsual(UsualOrder order)
    {
        _dayFirst += order == UsualOrder.DayFirst ? 1 : 0;
        return order != UsualOrder.Either;
    }

    /// <summary>Takes in a day as it is written.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="row">Row of the file.</param>
    /// <param name="day">The day it was read as; a negative number when it was none.</param>
    /// <param name="latest">The last day it can be.</param>
    public void Note(ReadOnlySpan<char> text, int row, int day, int latest)
    {
        if (day >= 0 && day <= latest && text.Length > 5 && text[2] == '/')
        {
            // Nearly all cells, told by their first letters.
            if (!NoteUsual(OfUsual(text)))
            {
                _either++;
                Scatter(text, row, day, latest);
            }

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
            Scatter(text, row, day, latest);
            if (day > latest && DayNumber(year, first, second) <= latest)
            {
                _monthFirst++;
                _laterWitness ??= FileEvidence.Witness(heading, Shown(text), row);
            }
        }
    }

    /// <summary>
    /// Takes in a day that was read beside the one in the code or key of the row, by what its text tells; false when the text must be looked at.
    /// </summary>
    public bool NoteUsualCode(int codeDay, int day, UsualOrder order)
    {
        if (codeDay < 0)
        {
            return true;
        }

        var apart = Math.Abs(codeDay - day);
        if (apart > (order == UsualOrder.Either ? DaysApart : FarDays))
        {
            return false;
        }

        _besideCodes++;
        _codesFor += order == UsualOrder.Either ? 1 : 0;
        return true;
    }

    /// <summary>Takes in the day beside the one in the code or key of the row, <c>…-yyMMdd-…</c>.</summary>
    /// <param name="codeDay">The day in the code; a negative number for none.</param>
    /// <param name="text">The cell.</param>
    /// <param name="row">Row of the file.</param>
    public void NoteCode(int codeDay, ReadOnlySpan<char> text, int row)
    {
        if (codeDay < 0 || !TrySplit(text, out var day, out var month, out var year))
        {
            return;
        }

        var read = DayNumber(year, month, day);
        _farFromCodes += read >= 0 && Math.Abs(codeDay - read) > FarDays ? 1 : 0;
        _besideCodes += read >= 0 ? 1 : 0;
        if (read >= 0 && Math.Abs(codeDay - read) > FarDays)
        {
            _farWitness ??= $"{FileEvidence.Witness(heading, Shown(text), row)}, …-{DateOnly.FromDayNumber(codeDay):yyMMdd}-…";
        }

        if (day > LastMonth || month > LastMonth || day == month)
        {
            return;
        }

        if (Math.Abs(codeDay - read) <= DaysApart)
        {
            _codesFor++;
        }
        else if (Math.Abs(codeDay - DayNumber(year, day, month)) <= DaysApart)
        {
            _codesAgainst++;
            _codeWitness ??= $"{FileEvidence.Witness(heading, Shown(text), row)}, …-{DateOnly.FromDayNumber(codeDay):yyMMdd}-…";
        }
    }

    private void Scatter(ReadOnlySpan<char> text, int row, int day, int latest)
    {
        if (!_isScattered || day < 0)
        {
            return;
        }

        var read = DateOnly.FromDayNumber(day);
        var last = latest == int.MaxValue ? read : DateOnly.FromDayNumber(latest);
        _dayOfMonth = _dayOfMonth == 0 ? read.Day : _dayOfMonth;
        _isScattered = read.Day == _dayOfMonth && read.Day > 1 && latest < int.MaxValue && read.Day == last.Month && read.Year == last.Year;
        if (_isScattered && _read.Count <= DaysThatScatter && _read.Add(day))
        {
            _scatterWitness ??= FileEvidence.Witness(heading, Shown(text), row);
        }
    }

    private static ReadOnlySpan<char> Shown(ReadOnlySpan<char> text) => text.Length <= LongestShown ? text : text[..LongestShown];

    /// <summary>The parts of a day: two numbers and a year, or year, month and day; false for anything else.</summary>
    private static bool TrySplit(ReadOnlySpan<char> text, out int first, out int second, out int year)
    {
        (first, second, year) = (0, 0, 0);
        var at = 0;
        if (text.Length >= 8 && text[4] is '-' or '/' && TryNumber(text, ref at, 4, out year) && at == 4)
        {
            return IsSeparator(text, ref at) && TryNumber(text, ref at, 2, out second) && IsSeparator(text, ref at) && TryNumber(text, ref at, 2, out first)
                && year > 1000 && first > 0 && second > 0;
        }

        at = 0;
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

    /// <summary>The day in a code or key, six digits yyMMdd between marks; a negative number for none.</summary>
    public static int DayOfCode(ReadOnlySpan<char> code)
    {
        for (var at = code.IndexOf('-'); at >= 0 && at + 7 < code.Length; at = code[(at + 1)..].IndexOf('-') is >= 0 and var next ? at + 1 + next : -1)
        {
            if (code[at + 7] == '-' && !code.Slice(at + 1, 6).ContainsAnyExceptInRange('0', '9'))
            {
                return Math.Max(-1, DayNumber(2000 + Two(code[(at + 1)..]), Two(code[(at + 3)..]), Two(code[(at + 5)..])));
            }
        }

        return -1;
    }

    private static int Two(ReadOnlySpan<char> digits) => ((digits[0] - '0') * 10) + digits[1] - '0';

    private static bool IsDay(int year, int month, int day) =>
        month is >= 1 and <= 12 && year <= DateOnly.MaxValue.Year && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static int DayNumber(int year, int month, int day) => IsDay(year, month, day) ? new DateOnly(year, month, day).DayNumber : int.MinValue / 2;
}
