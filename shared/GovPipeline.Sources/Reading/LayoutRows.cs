using System.Text.RegularExpressions;
using GovPipeline.Domain.Text;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Tells the rows of a form that hold no data: blank ones, totals, section headings, and what stands below the table
/// ("Người lập biểu", place and date, signatures). A row with anything in a key column is data, and so is one that fills most
/// of the columns that a row must have, wherever it stands: a note or a date line in the middle ends nothing.
/// </summary>
/// <param name="keys">Columns of which a row of data has at least one.</param>
/// <param name="required">Columns that a row of data must fill.</param>
internal sealed partial class LayoutRows(IReadOnlyList<int> keys, IReadOnlyList<int> required)
{
    private const int LongestTotal = 40, FewestFilled = 2, MostOfALine = 2, ShortestCode = 4;

    private static readonly System.Buffers.SearchValues<char> Rules = System.Buffers.SearchValues.Create("-=_.…–—* \t\u00A0");
    private readonly int[] _keys = [.. keys], _required = [.. required];
    private bool _inTail;

    /// <summary>Why the row is no row of data; null when it is one.</summary>
    /// <param name="row">The row.</param>
    /// <param name="hasUsualKey">Whether its key is known to be written as keys are.</param>
    public LayoutReason? Find(HeadedTable row, bool hasUsualKey)
    {
        var first = 0;
        while (first < row.FieldCount && row.GetTrimmedSpan(first).IsEmpty)
        {
            first++;
        }

        if (first == row.FieldCount)
        {
            return LayoutReason.Blank;
        }

        if (hasUsualKey && !_inTail && !row.IsPadded && _keys is [var key] && key == first && row.GetTrimmedSpan(first) is { Length: > ShortestCode } code
            && code[0] is not ('T' or 't' or 'C' or 'c'))
        {
            return null; // nearly all rows: such a code is neither a total nor a line
        }

        if (IsRuled(row, first))
        {
            return LayoutReason.Blank;
        }

        var text = row.GetTrimmedSpan(first);
        var isTotal = text.Length <= LongestTotal && IsTotal(text, row, first);
        var hasKey = !isTotal && HasKey(row, first);
        if (hasKey && !_inTail)
        {
            return null;
        }

        if (IsFilled(row, first, isTotal))
        {
            _inTail = false;
            return null;
        }

        return isTotal ? LayoutReason.Total : hasKey ? null : BesideData(row, first, Texts(row));
    }

    // "---", "....": a line drawn with letters.
    private static bool IsRuled(HeadedTable row, int first)
    {
        for (var i = first; i < row.FieldCount; i++)
        {
            if (row.GetFieldSpan(i) is var cell && (cell.ContainsAnyExcept(Rules) || row.FieldCount == 1))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasKey(HeadedTable row, int first)
    {
        foreach (var key in _keys)
        {
            if (key == first ? !row.IsPadded && (CodeText.IsKey(row.GetFieldSpan(key)) || Texts(row) > MostOfALine)
                : key > first && key < row.FieldCount && !row.GetTrimmedSpan(key).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a row fills most of what a row must have, a figure or a day among it; one that says it is a total, all of it.</summary>
    private bool IsFilled(HeadedTable row, int first, bool isTotal)
    {
        var (filled, hasFigure) = (0, false);
        foreach (var column in _required)
        {
            if (column < row.FieldCount && row.GetTrimmedSpan(column) is { IsEmpty: false } text && !(isTotal && column == first))
            {
                filled++;
                hasFigure |= text.ContainsAnyInRange('0', '9');
            }
        }

        return hasFigure && filled >= Math.Max(FewestFilled, isTotal ? _required.Length : (_required.Length + 1) / 2);
    }

    /// <summary>How many cells of a row have something.</summary>
    public static int Texts(HeadedTable row)
    {
        var texts = 0;
        for (var i = 0; i < row.FieldCount; i++)
        {
            texts += row.GetTrimmedSpan(i).IsEmpty ? 0 : 1;
        }

        return texts;
    }

    private static bool IsTotal(ReadOnlySpan<char> text, HeadedTable row, int first)
    {
        if (text[0] is not ('T' or 't' or 'C' or 'c'))
        {
            // "STT" column before the label.
            return first == 0 && row.FieldCount > 1 && text.Length <= 4 && row.GetTrimmedSpan(1) is { IsEmpty: false } second
                && second.Length <= LongestTotal && second[0] is 'T' or 't' && Folding.Fold(second) is "tong cong" or "tong so";
        }

        return first < 3 && (Folding.Fold(text) is "tong cong" or "tong so" or "cong" or "tong"
            || (Texts(row) <= MostOfALine && Counted().IsMatch(Folding.Fold(text))));
    }

    private LayoutReason? BesideData(HeadedTable row, int first, int texts)
    {
        if (!row.IsPadded && !_inTail && texts > 2)
        {
            return null; // a row of a CSV file with many cells is data that lacks its key
        }

        var folded = Folding.Fold(row.GetFieldSpan(first));
        LayoutReason? tail = folded.StartsWith("ghi chu", StringComparison.Ordinal) ? LayoutReason.Note
            : DateLine().IsMatch(folded) ? LayoutReason.DateLine
            : Signature().IsMatch(folded) ? LayoutReason.Signature
            : null;
        if (texts <= MostOfALine && PageLine().IsMatch(folded))
        {
            return LayoutReason.PageLine;
        }

        if (tail is not null)
        {
            _inTail = true;
            return tail;
        }

        return _inTail ? LayoutReason.BelowTable
            : texts > 2 || _keys.Length == 0 ? null
            : Section().IsMatch(folded) ? LayoutReason.Section
            : IsMergedAcross(row, first) ? LayoutReason.Label
            : null;
    }

    private static bool IsMergedAcross(HeadedTable row, int first) =>
        first + 2 < row.FieldCount && row.GetHeadingSpan(first + 1).SequenceEqual(row.GetHeadingSpan(first)) && row.GetFieldSpan(first + 1).IsEmpty;

    [GeneratedRegex(@"^(nguoi lap|nguoi tong hop|thu truong|chu tich|chanh van phong|giam doc|tm |kt |noi nhan)")]
    private static partial Regex Signature();

    /// <summary>"Tổng cộng: 3 hồ sơ", "Cộng: 3".</summary>
    [GeneratedRegex(@"^(tong cong|tong so|cong)( [a-z ]{0,30})?( \d+)?( [a-z ]{0,30})?$")]
    private static partial Regex Counted();

    [GeneratedRegex(@"^(trang \d|page \d|ngay (xuat|in|lap)\b|in luc|in ngay|thoi (gian|diem) (in|xuat)|nguon\b|danh sach (co|gom)\b|khong co du lieu|het\b)")]
    private static partial Regex PageLine();

    [GeneratedRegex(@"^.{0,40}ngay \d{0,2} ?thang \d{0,2} ?nam")]
    private static partial Regex DateLine();

    [GeneratedRegex(@"^((i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii)\b|[a-h]\b|linh vuc |don vi )")]
    private static partial Regex Section();
}
