using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Privacy;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>Accounts for what of a file is not data: rows by reason and number, sheets and archive entries with why.</summary>
internal sealed class LeftOutRows
{
    // What forms have beside their data: notes, signatures, a cover sheet. Rows with several cells are more like data.
    private const int CellsOfData = 3, TextRowsOfForms = 20, DataLikeRowsOfForms = 4, TextShare = 2, DataLikeShare = 5, MostNamed = 6;

    private readonly Dictionary<(string Sheet, LayoutReason Reason), RowRanges> _rows = [];
    private readonly List<SkippedTable> _skipped = [];
    private long _texts, _dataLike, _totals;

    /// <summary>Rows of read tables that were left out.</summary>
    public long Rows => _rows.Values.Sum(r => r.Count);

    /// <summary>Them, by sheet and reason.</summary>
    public IReadOnlyList<LayoutLines> Lines => [.. _rows.Select(r => new LayoutLines(r.Key.Sheet, r.Key.Reason, r.Value.Count, r.Value.ToString()))];

    /// <summary>Tables that were left out.</summary>
    public IReadOnlyList<SkippedTable> Skipped => _skipped;

    public void Add(string sheet, RowReader row, LayoutReason reason)
    {
        if (!_rows.TryGetValue((sheet, reason), out var ranges))
        {
            _rows[(sheet, reason)] = ranges = new();
        }

        ranges.Add(row.RowNumber);
        if (reason == LayoutReason.Total)
        {
            _totals++;
        }
        else if (reason != LayoutReason.Blank)
        {
            Count(row);
        }
    }

    /// <summary>Leaves a table out as a whole, after counting what is in it.</summary>
    public void Skip(HeadedTable table, SkipReason reason)
    {
        long rows = table.RowsOfHeader;
        while (table.Read())
        {
            if (LayoutRows.Texts(table) > 0)
            {
                rows++;
                Count(table);
            }
        }

        _skipped.Add(new(PersonalData.Masked(table.Sheet), reason, rows));
    }

    /// <summary>Lets a file wait for a person of which more was left out than forms have beside their data.</summary>
    /// <exception cref="PipelineException">GP215.</exception>
    public void Check(string fileName, long taken)
    {
        if (_dataLike > Math.Max(DataLikeRowsOfForms, taken / DataLikeShare) || _texts > Math.Max(TextRowsOfForms, taken / TextShare)
            || _totals > Math.Max(DataLikeRowsOfForms, taken))
        {
            throw Doubt(fileName, taken);
        }
    }

    /// <summary>Says of a file of which nothing was read that it has hidden sheets.</summary>
    /// <exception cref="PipelineException">GP215.</exception>
    public void CheckHidden(string fileName)
    {
        if (_skipped.Exists(s => s is { Reason: SkipReason.Hidden, Rows: > 0 }))
        {
            throw Doubt(fileName, 0);
        }
    }

    private PipelineException Doubt(string fileName, long taken)
    {
        var named = _rows.Where(r => r.Key.Reason != LayoutReason.Blank)
            .Select(r => $"{(r.Key.Sheet.Length == 0 ? string.Empty : r.Key.Sheet + " ")}{r.Key.Reason}: {Short(r.Value.ToString())}")
            .Concat(_skipped.Where(s => s.Rows > 0).Select(s => $"{s.Name} {s.Reason}: {s.Rows}"));
        return new(ErrorCatalogue.FileLeftOut, fileName, _texts + _totals, taken, string.Join("; ", named.Take(MostNamed)));
    }

    private static string Short(string numbers) => numbers.Length <= 60 ? numbers : numbers[..60] + "…";

    private void Count(RowReader row)
    {
        _texts++;
        _dataLike += LayoutRows.Texts(row) >= CellsOfData ? 1 : 0;
    }
}
