namespace GovPipeline.Sources.Formats;

/// <summary>What a file is by its content; the extension is only a hint that nobody asks.</summary>
public enum FileFormat
{
    /// <summary>Text in rows and separators.</summary>
    Csv,

    /// <summary>Office Open XML workbook.</summary>
    Xlsx,

    /// <summary>Excel 97 workbook.</summary>
    Xls,

    /// <summary>A page with tables.</summary>
    Html,

    /// <summary>XML Spreadsheet 2003.</summary>
    SpreadsheetMl,

    /// <summary>JSON array, lines, or a wrapped array.</summary>
    Json,

    /// <summary>XML records or an edXML message.</summary>
    Xml,

    /// <summary>gzip of another.</summary>
    Gzip,

    /// <summary>Archive of others.</summary>
    Zip,

    /// <summary>A document that holds no table we read.</summary>
    Pdf,

    /// <summary>A picture: PNG, JPEG, GIF, BMP.</summary>
    Picture,

    /// <summary>Bytes that are no text: a damaged workbook or archive, or a program's own file.</summary>
    Bytes,
}
