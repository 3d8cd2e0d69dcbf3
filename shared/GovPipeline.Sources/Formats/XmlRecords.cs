using System.Text;
using System.Xml;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// Records of an XML file: the outermost elements that repeat and hold others. A file without such, as an edXML message
/// (QCVN 102:2016/BTTTT), is one record.
/// </summary>
internal sealed class XmlRecords(FileStream file, ReadingBudget budget)
{
    private const int DeepestRecord = 4;

    /// <summary>The records, each with the values that it names.</summary>
    /// <exception cref="PipelineException">GP208.</exception>
    public IEnumerable<IReadOnlyList<RecordValue>> All()
    {
        var record = RecordPath();
        var (xml, stream) = Open();
        using (xml)
        {
            var path = new List<string>();
            while (Next(xml, stream))
            {
                if (xml.NodeType == XmlNodeType.Element)
                {
                    path.RemoveRange(xml.Depth, path.Count - xml.Depth);
                    path.Add(xml.LocalName);
                    if (path.Count <= DeepestRecord && string.Join('.', path) == record)
                    {
                        yield return Values(xml, stream);
                    }
                }
            }
        }
    }

    /// <summary>The path of the elements that are records; of the root when none repeats.</summary>
    private string RecordPath()
    {
        var (xml, stream) = Open();
        using var _ = xml;
        var path = new List<string>();
        var counts = new Dictionary<string, (int Count, bool HasElements)>(StringComparer.Ordinal);
        while (Next(xml, stream))
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
                budget.CheckName(own.Length);
                counts[own] = counts.GetValueOrDefault(own) with { Count = counts.GetValueOrDefault(own).Count + 1 };
                budget.CheckColumns(counts.Count);
            }
        }

        var root = path.Count == 0 ? string.Empty : path[0];
        var isMessage = root.StartsWith("edXML", StringComparison.OrdinalIgnoreCase);
        return isMessage ? root : counts
            .Where(c => c.Value is { Count: > 1, HasElements: true })
            .OrderBy(c => c.Key.Count(l => l == '.')).ThenByDescending(c => c.Value.Count)
            .Select(c => c.Key).FirstOrDefault(root);
    }

    /// <summary>The values of the element that the reader stands on: its attributes, and the texts and attributes of what is in it.</summary>
    private List<RecordValue> Values(XmlReader xml, RecordStream stream)
    {
        var found = new List<RecordValue>();
        var open = new Stack<Level>();
        var (first, size) = (xml.Depth, 0L);
        do
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    if (open.TryPeek(out var parent))
                    {
                        parent.HasElements = true;
                    }

                    var level = new Level(parent is null ? string.Empty : Join(parent.Path, xml.LocalName));
                    budget.CheckName(level.Path.Length);
                    var isEmpty = xml.IsEmptyElement;
                    while (xml.MoveToNextAttribute())
                    {
                        if (xml.Prefix != "xmlns" && xml.Name != "xmlns")
                        {
                            found.Add(new(Join(level.Path, xml.LocalName), xml.Value.Trim(), false));
                            size += level.Path.Length + xml.Value.Length;
                        }
                    }

                    xml.MoveToElement();
                    open.Push(level);
                    if (isEmpty)
                    {
                        Close(open.Pop(), found);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    open.Peek().Text.Append(xml.Value);
                    size += xml.Value.Length;
                    break;
                case XmlNodeType.EndElement:
                    Close(open.Pop(), found);
                    break;
            }

            size += open.Count;
            budget.CheckRecord(size);
        }
        while (open.Count > 0 && Next(xml, stream));
        return found;
    }

    private static void Close(Level level, List<RecordValue> found)
    {
        if (!level.HasElements && level.Path.Length > 0 && level.Text.ToString().Trim() is { Length: > 0 } text)
        {
            found.Add(new(level.Path, text, false));
        }
    }

    private (XmlReader Xml, RecordStream Stream) Open()
    {
        file.Position = 0;
        var stream = new RecordStream(file, budget);
        return (XmlReader.Create(stream, SafeXml.Settings), stream);
    }

    private bool Next(XmlReader xml, RecordStream stream)
    {
        stream.Mark();
        var more = xml.Read();
        budget.CheckLevel(xml.Depth);
        return more;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private sealed class Level(string path)
    {
        public string Path => path;

        public StringBuilder Text { get; } = new();

        public bool HasElements { get; set; }
    }
}
