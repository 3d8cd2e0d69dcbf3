using System.Globalization;
using System.Xml;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// Looks through the cells of a sheet for what a reader of values takes for something else: a formula that nobody computed yet and an error, which
/// read as empty cells, and the number of a text that the file does not have, which reads as that number.
/// </summary>
internal static class WorkbookCells
{
    private const string Formula = "f", Value = "v", Cell = "c", Type = "t", Text = "str", Shared = "s", Wrong = "e", Row = "row", Place = "r";
    private const int MostErrors = 200_000;

    /// <summary>How many texts the part of texts has.</summary>
    public static long Texts(Stream part)
    {
        using var xml = XmlReader.Create(part, SafeXml.Settings);
        var texts = 0L;
        while (xml.Read())
        {
            texts += xml is { NodeType: XmlNodeType.Element, LocalName: "si" } ? 1 : 0;
        }

        return texts;
    }

    /// <summary>Checks a sheet.</summary>
    /// <param name="sheet">The part of the sheet.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="texts">How many texts the file has.</param>
    /// <returns>Cells with an error, by row and column, from 1 and from 0.</returns>
    /// <exception cref="PipelineException">GP223: a formula has no result. GP209: a text is not there, or there are more errors than data.</exception>
    public static IReadOnlyDictionary<(int Row, int Column), string> Check(Stream sheet, string fileName, long texts)
    {
        using var xml = XmlReader.Create(sheet, SafeXml.Settings);
        var errors = new Dictionary<(int, int), string>();
        var (place, type, isFormula, hasValue) = (string.Empty, string.Empty, false, false);
        var (row, column) = (0, -1);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == Row)
            {
                (row, column) = (int.TryParse(xml.GetAttribute(Place), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : row + 1, -1);
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == Cell)
            {
                (place, type, isFormula, hasValue) = (xml.GetAttribute(Place) ?? string.Empty, xml.GetAttribute(Type) ?? string.Empty, false, false);
                column = ColumnOf(place) ?? column + 1;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == Formula)
            {
                isFormula = true;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == Value && !xml.IsEmptyElement)
            {
                xml.Read();
                hasValue = xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace
                    && xml.Value.Length > 0;
                if (type == Wrong && hasValue)
                {
                    errors[(row, column)] = errors.Count < MostErrors ? xml.Value.Trim()
                        : throw new PipelineException(ErrorCatalogue.FileDamaged, fileName, row, $"> {MostErrors} #REF!, #N/A…");
                }

                if (type == Shared && hasValue && long.TryParse(xml.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= texts)
                {
                    throw new PipelineException(ErrorCatalogue.FileDamaged, fileName, 0, $"sharedStrings, {place}");
                }
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == Cell && isFormula && !hasValue && type != Text)
            {
                throw new PipelineException(ErrorCatalogue.FileNotComputed, fileName, place);
            }
        }

        return errors;
    }

    /// <summary>The parts of the sheets, in the order of the workbook.</summary>
    /// <param name="workbook">The part of the workbook.</param>
    /// <param name="relations">The part that says where its sheets are.</param>
    public static IReadOnlyList<string> Parts(Stream workbook, Stream relations)
    {
        var (targets, parts) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        using (var xml = XmlReader.Create(relations, SafeXml.Settings))
        {
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Target") is { } target)
                {
                    targets[xml.GetAttribute("Id") ?? string.Empty] = target.StartsWith('/') ? target[1..] : $"xl/{target}";
                }
            }
        }

        using (var xml = XmlReader.Create(workbook, SafeXml.Settings))
        {
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
                {
                    parts.Add(targets.GetValueOrDefault(xml.GetAttribute("id", Relations) ?? string.Empty, string.Empty));
                }
            }
        }

        return parts;
    }

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The column of a place such as <c>AB12</c>, from 0; null where it is none.</summary>
    private static int? ColumnOf(string place)
    {
        var column = 0;
        foreach (var c in place)
        {
            if (!char.IsAsciiLetterUpper(c))
            {
                break;
            }

            column = (column * 26) + c - 'A' + 1;
        }

        return column > 0 ? column - 1 : null;
    }
}
