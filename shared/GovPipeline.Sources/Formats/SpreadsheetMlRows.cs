using System.Globalization;
using System.Text;
using System.Xml;

namespace GovPipeline.Sources.Formats;

/// <summary>Rows of "XML Spreadsheet 2003", which web systems save as <c>.xls</c>.</summary>
internal sealed class SpreadsheetMlRows : CellRows
{
    /// <summary>Namespace of the format.</summary>
    public const string Namespace = "urn:schemas-microsoft-com:office:spreadsheet";

    private readonly XmlReader _xml;
    private readonly RecordStream _stream;
    private int _row;

    private SpreadsheetMlRows(XmlReader xml, RecordStream stream, string sheet, ReadingBudget budget)
        : base(budget) => (_xml, _stream, Sheet) = (xml, stream, sheet);

    public override string Sheet { get; }

    public override int RowNumber => _row;

    public override bool? Counts1904 => false;

    /// <summary>The sheets, one after another; each must be read before the next is asked for.</summary>
    public static IEnumerable<RowReader> Sheets(Stream file, ReadingBudget budget)
    {
        var stream = new RecordStream(file, budget);
        using var xml = XmlReader.Create(stream, SafeXml.Settings);
        while (xml.Read())
        {
            stream.Mark();
            budget.CheckLevel(xml.Depth);
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Worksheet", NamespaceURI: Namespace })
            {
                yield return new SpreadsheetMlRows(xml, stream, xml.GetAttribute("Name", Namespace) ?? string.Empty, budget);
            }
        }
    }

    public override bool Read()
    {
        while (!IsEnd("Worksheet") && Next())
        {
            if (_xml is { NodeType: XmlNodeType.Element, LocalName: "Row", NamespaceURI: Namespace })
            {
                _row = Attribute("Index") is { } index ? index : _row + 1;
                Budget.CheckRow(_row);
                ReadCells();
                return true;
            }
        }

        return false;
    }

    private void ReadCells()
    {
        BeginRow();
        if (!_xml.IsEmptyElement)
        {
            while (Next() && !IsEnd("Row"))
            {
                if (_xml is { NodeType: XmlNodeType.Element, LocalName: "Cell", NamespaceURI: Namespace })
                {
                    ReadCell();
                }
            }
        }

        EndRow();
    }

    private void ReadCell()
    {
        var column = (Attribute("Index") ?? (FieldCount + 1)) - 1;
        if (column < 0)
        {
            throw new InvalidDataException("ss:Index");
        }

        Budget.CheckColumns(column + 1);

        while (FieldCount < column)
        {
            AddCell(string.Empty);
        }

        var (across, down) = (Attribute("MergeAcross") ?? 0, Attribute("MergeDown") ?? 0);
        var (parts, type) = (new StringBuilder(), string.Empty);
        if (!_xml.IsEmptyElement)
        {
            while (Next() && !IsEnd("Cell"))
            {
                if (_xml is { NodeType: XmlNodeType.Element, LocalName: "Data", NamespaceURI: Namespace })
                {
                    type = _xml.GetAttribute("Type", Namespace) ?? string.Empty;
                }
                else if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                {
                    parts.Append(parts.Length <= Budget.LongestCell ? _xml.Value : string.Empty);
                }
            }
        }

        var text = parts.ToString();
        var isNumber = type == "Number" && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        AddCell(isNumber ? CellText.Of(double.Parse(text, CultureInfo.InvariantCulture)) : text, isNumber);
        if (across > 0 || down > 0)
        {
            AddMerge(_row, (long)_row + down, column, (long)column + across);
            for (var i = 0; i < across && FieldCount < Budget.MostColumns; i++)
            {
                AddCell(string.Empty);
            }
        }
    }

    private bool Next()
    {
        _stream.Mark();
        return _xml.Read();
    }

    private bool IsEnd(string element) => _xml is { NodeType: XmlNodeType.EndElement, NamespaceURI: Namespace } && _xml.LocalName == element;

    private int? Attribute(string name) =>
        int.TryParse(_xml.GetAttribute(name, Namespace), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
