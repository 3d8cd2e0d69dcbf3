using System.IO.Compression;
using System.Xml;
using ExcelDataReader;

namespace GovPipeline.Sources.Formats;

/// <summary>Rows of the sheets of a workbook, XLSX or XLS. Formulas are never computed: what the file holds as their result counts.</summary>
internal sealed class WorkbookRows : CellRows
{
    private const int CellsLookedAtForOne = 4;

    private readonly IExcelDataReader _workbook;
    private readonly IReadOnlyDictionary<(int Row, int Column), string>? _errors;
    private int _row;

    private WorkbookRows(
        IExcelDataReader workbook, string sheet, bool? counts1904, IReadOnlyDictionary<(int Row, int Column), string>? errors, ReadingBudget budget)
        : base(budget)
    {
        (_workbook, Sheet, Counts1904, _errors) = (workbook, sheet, counts1904, errors);
        IsHidden = workbook.VisibleState is not (null or "visible");
        foreach (var merge in workbook.MergeCells ?? [])
        {
            AddMerge(merge.FromRow + 1, merge.ToRow + 1, merge.FromColumn, merge.ToColumn);
        }
    }

    public override string Sheet { get; }

    public override bool IsHidden { get; }

    public override int RowNumber => _row;

    public override bool? Counts1904 { get; }

    /// <summary>The sheets, one after another; each must be read before the next is asked for.</summary>
    /// <param name="file">The workbook.</param>
    /// <param name="isOld">Whether it is an XLS, which has no checksum.</param>
    /// <param name="errors">Cells with an error of the spreadsheet, of each sheet that has any, by its place in the workbook.</param>
    /// <param name="budget">What reading may cost.</param>
    public static IEnumerable<RowReader> Sheets(
        FileStream file, bool isOld, IReadOnlyDictionary<int, IReadOnlyDictionary<(int Row, int Column), string>> errors, ReadingBudget budget)
    {
        using var workbook = ExcelReaderFactory.CreateReader(
            file, new ExcelReaderConfiguration { LeaveOpen = true, FallbackEncoding = System.Text.Encoding.GetEncoding(1258) });
        errors = isOld ? BiffChain.Check(file) : errors;
        var counts1904 = isOld ? null : Reads1904(file); // an XLS does not tell in a place that can be looked up
        var place = 0;
        do
        {
            yield return new WorkbookRows(workbook, workbook.Name ?? string.Empty, counts1904, errors.GetValueOrDefault(place++), budget);
        }
        while (workbook.NextResult());
    }

    public override bool Read()
    {
        if (!_workbook.Read())
        {
            return false;
        }

        _row = _workbook.Depth + 1;
        Budget.CheckRow(_row);
        BeginRow();
        var count = _workbook.FieldCount;
        Budget.Spend(count / CellsLookedAtForOne);
        while (count > 0 && _workbook.GetValue(count - 1) is null && ErrorAt(count - 1) is null)
        {
            count--; // formatted to the edge of the sheet, and empty
        }

        for (var i = 0; i < count; i++)
        {
            // An error is what stands there and no empty cell: a due day that reads #REF! is not one that nobody gave.
            var value = _workbook.GetValue(i) ?? ErrorAt(i);
            AddCell(CellText.Of(value), value is double);
        }

        Budget.Read(count);
        EndRow();
        return true;
    }

    private string? ErrorAt(int column) => _errors?.GetValueOrDefault((_row, column));

    private static bool? Reads1904(FileStream file)
    {
        file.Position = 0;
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            using var part = archive.GetEntry("xl/workbook.xml")?.Open();
            using var xml = part is null ? null : XmlReader.Create(part, SafeXml.Settings);
            while (xml?.Read() == true)
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                {
                    return xml.GetAttribute("date1904") is "1" or "true";
                }
            }

            return false;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            return null;
        }
    }
}
