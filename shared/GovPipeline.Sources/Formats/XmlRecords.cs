using System.Xml;
using System.Xml.Linq;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// Records of an XML file: the outermost elements that repeat and hold others. A file without such, as an edXML message
/// (QCVN 102:2016/BTTTT), is one record.
/// </summary>
internal static class XmlRecords
{
    private const int DeepestRecord = 4;

    // A file of a single record is held in memory.
    private const long MostSingle = 16L << 20;

    public static IEnumerable<IReadOnlyList<RecordValue>> Of(FileStream file, string fileName)
    {
        var record = RecordPath(file);
        if (!record.Contains('.', StringComparison.Ordinal) && file.Length > MostSingle)
        {
            throw new PipelineException(ErrorCatalogue.FileTooLarge, fileName, $"{file.Length} > {MostSingle} bytes without a repeated element");
        }

        file.Position = 0;
        using var xml = XmlReader.Create(file, SafeXml.Settings);
        var path = new List<string>();
        var more = xml.Read();
        while (more)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                path.RemoveRange(xml.Depth, path.Count - xml.Depth);
                path.Add(xml.LocalName);
                if (string.Join('.', path) == record)
                {
                    var found = new List<RecordValue>();
                    Flatten((XElement)XNode.ReadFrom(xml), string.Empty, found);
                    yield return found;
                    more = !xml.EOF; // the reader stands behind the record
                    continue;
                }
            }

            more = xml.Read();
        }
    }

    /// <summary>The path of the elements that are records; of the root when none repeats.</summary>
    private static string RecordPath(FileStream file)
    {
        file.Position = 0;
        using var xml = XmlReader.Create(file, SafeXml.Settings);
        var path = new List<string>();
        var counts = new Dictionary<string, (int Count, bool HasElements)>(StringComparer.Ordinal);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            path.RemoveRange(xml.Depth, path.Count - xml.Depth);
            if (xml.Depth > 0 && xml.Depth <= DeepestRecord)
            {
                var parent = string.Join('.', path);
                counts[parent] = counts.GetValueOrDefault(parent) with { HasElements = true };
            }

            path.Add(xml.LocalName);
            if (xml.Depth < DeepestRecord)
            {
                var own = string.Join('.', path);
                counts[own] = counts.GetValueOrDefault(own) with { Count = counts.GetValueOrDefault(own).Count + 1 };
            }
        }

        var root = path.Count == 0 ? string.Empty : path[0];
        var isMessage = root.StartsWith("edXML", StringComparison.OrdinalIgnoreCase);
        return isMessage ? root : counts
            .Where(c => c.Value is { Count: > 1, HasElements: true })
            .OrderBy(c => c.Key.Count(l => l == '.')).ThenByDescending(c => c.Value.Count)
            .Select(c => c.Key).FirstOrDefault(root);
    }

    private static void Flatten(XElement element, string path, List<RecordValue> found)
    {
        foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            found.Add(new(Join(path, attribute.Name.LocalName), attribute.Value.Trim(), false));
        }

        if (!element.HasElements)
        {
            if (path.Length > 0 && !string.IsNullOrWhiteSpace(element.Value))
            {
                found.Add(new(path, element.Value.Trim(), false));
            }

            return;
        }

        foreach (var child in element.Elements())
        {
            Flatten(child, Join(path, child.Name.LocalName), found);
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
