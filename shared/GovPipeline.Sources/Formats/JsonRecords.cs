using System.Globalization;
using System.Text.Json;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Sources.Formats;

/// <summary>
/// Records of a JSON file: an array of objects, objects line by line or one after another, or an object that wraps an
/// array (<c>{"content": [...], "totalElements": 2}</c>, as iGate answers).
/// </summary>
internal sealed class JsonRecords(FileStream file, string fileName, ReadingBudget budget)
{
    private const int VietnameseLanguage = 228, WindowSize = 64 * 1024;

    private static readonly HashSet<string> Wrappers = new(StringComparer.OrdinalIgnoreCase) { "content", "items", "data", "rows", "records", "results" };
    private static readonly HashSet<string> Totals = new(StringComparer.OrdinalIgnoreCase) { "totalElements", "totalRecords", "totalCount" };
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ReadingBudget.DeepestLevel };

    private byte[] _window = [];
    private long _windowStart, _total;
    private int _windowLength;

    /// <summary>Name of the column of an element that has no named values.</summary>
    public const string NoName = "(value)";

    /// <summary>The records, each with the values that it names.</summary>
    /// <exception cref="PipelineException">GP208; GP209: the file says itself that it has more records than there are.</exception>
    public IEnumerable<IReadOnlyList<RecordValue>> All()
    {
        var count = 0L;
        foreach (var (start, length) in Places())
        {
            var found = new List<RecordValue>();
            using var record = JsonDocument.Parse(Bytes(start, length), Options);
            Flatten(record.RootElement, record.RootElement.ValueKind == JsonValueKind.Object ? string.Empty : NoName, found);
            count++;
            yield return found;
        }

        if (count < _total)
        {
            throw new PipelineException(ErrorCatalogue.FileDamaged, fileName, 0, $"{count} / {_total} (totalElements)");
        }
    }

    /// <summary>How many records there are.</summary>
    public long Count() => Places().LongCount();

    /// <summary>Where records begin and how long they are.</summary>
    private IEnumerable<(long Start, int Length)> Places()
    {
        var head = new byte[FormatSniffer.Mark.Length];
        var hasMark = RandomAccess.Read(file.SafeFileHandle, head, 0) == head.Length && FormatSniffer.Mark.SequenceEqual(head);
        var scanner = new JsonScanner(file.SafeFileHandle, hasMark ? head.Length : 0, budget);
        while (scanner.Read())
        {
            foreach (var place in scanner.Token == JsonTokenType.StartObject ? OfObject(scanner) : OfValue(scanner))
            {
                yield return place;
            }
        }
    }

    /// <summary>The elements of an array; any other value is one itself.</summary>
    private IEnumerable<(long Start, int Length)> OfValue(JsonScanner scanner)
    {
        if (scanner.Token != JsonTokenType.StartArray)
        {
            yield return Whole(scanner);
            yield break;
        }

        var depth = scanner.Depth;
        while (scanner.Read() && !(scanner.Token == JsonTokenType.EndArray && scanner.Depth == depth))
        {
            yield return Whole(scanner);
        }
    }

    /// <summary>The records of the arrays that an object wraps; the object itself when it wraps none.</summary>
    private IEnumerable<(long Start, int Length)> OfObject(JsonScanner scanner)
    {
        var (start, depth, wraps) = (scanner.Start, scanner.Depth, false);
        while (scanner.Read() && !(scanner.Token == JsonTokenType.EndObject && scanner.Depth == depth))
        {
            var name = scanner.Text; // the token is the name of a property
            if (!scanner.Read())
            {
                break;
            }

            if (Wrappers.Contains(name) && scanner.Token == JsonTokenType.StartArray)
            {
                wraps = true;
                foreach (var place in OfValue(scanner))
                {
                    yield return place;
                }
            }
            else if (Wrappers.Contains(name) && scanner.Token == JsonTokenType.StartObject && Wraps(scanner.Start))
            {
                wraps = true;
                foreach (var place in OfObject(scanner))
                {
                    yield return place;
                }
            }
            else
            {
                if (Totals.Contains(name) && long.TryParse(scanner.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var total))
                {
                    _total = Math.Max(_total, total);
                }

                scanner.Skip();
            }
        }

        if (!wraps)
        {
            budget.CheckRecord(scanner.End - start);
            yield return (start, (int)(scanner.End - start));
        }
    }

    /// <summary>Whether the object that begins at a place has a property that may wrap records.</summary>
    private bool Wraps(long start)
    {
        var scanner = new JsonScanner(file.SafeFileHandle, start, budget);
        scanner.Read();
        while (scanner.Read() && scanner.Token == JsonTokenType.PropertyName)
        {
            var name = scanner.Text;
            if (Wrappers.Contains(name))
            {
                return true;
            }

            scanner.Read();
            scanner.Skip();
        }

        return false;
    }

    private (long Start, int Length) Whole(JsonScanner scanner)
    {
        var start = scanner.Start;
        scanner.Skip();
        budget.CheckRecord(scanner.End - start);
        return (start, (int)(scanner.End - start));
    }

    // Many records lie in what is read at once. A record's bytes are valid until those of the next are asked for.
    private ReadOnlyMemory<byte> Bytes(long start, int length)
    {
        if (start < _windowStart || start + length > _windowStart + _windowLength)
        {
            if (_window.Length < length)
            {
                _window = new byte[Math.Max(length, WindowSize)];
            }

            (_windowStart, _windowLength) = (start, 0);
            while (_windowLength < length)
            {
                _windowLength += RandomAccess.Read(file.SafeFileHandle, _window.AsSpan(_windowLength), start + _windowLength) is > 0 and var more
                    ? more : throw new EndOfStreamException();
            }
        }

        return _window.AsMemory((int)(start - _windowStart), length);
    }

    /// <summary>Names in several languages, <c>[{"languageId": 228, "name": "Trực tuyến"}]</c>.</summary>
    private static bool IsNames(JsonElement value) => value.EnumerateArray()
        .All(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("languageId", out _));

    private void Flatten(JsonElement value, string path, List<RecordValue> found)
    {
        budget.CheckName(path.Length);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Flatten(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", found);
                }

                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0 && IsNames(value):
                var names = value.EnumerateArray().ToList();
                var name = names.Find(n => n.GetProperty("languageId") is
                    { ValueKind: JsonValueKind.Number } id && id.TryGetInt32(out var i) && i == VietnameseLanguage);
                name = name.ValueKind == JsonValueKind.Undefined ? names[0] : name;
                if (name.TryGetProperty("name", out var text))
                {
                    Flatten(text, path, found);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Flatten(item, path, found);
                }

                break;
            case JsonValueKind.Number:
                found.Add(value.TryGetDouble(out var number) && Math.Abs(number) < 1e15
                    ? new(path, CellText.Of(number), true)
                    : new(path, value.GetRawText(), true));
                break;
            case JsonValueKind.Null when path != NoName:
                found.Add(new(path, string.Empty, false)); // a column all the same
                break;
            case JsonValueKind.Undefined:
                break;
            default:
                found.Add(new(path, value.ValueKind == JsonValueKind.String ? value.GetString()!
                    : value.ValueKind switch { JsonValueKind.True => "1", JsonValueKind.False => "0", _ => "null" }, false));
                break;
        }
    }
}
