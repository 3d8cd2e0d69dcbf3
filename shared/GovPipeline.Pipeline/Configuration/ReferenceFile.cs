using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>
/// Reads a file of reference data, which people edit by hand. What is wrong in it is told with file, line, place, value and rule, in both
/// languages, parted by <c> / </c>; nothing that a library says of it is shown.
/// </summary>
internal static partial class ReferenceFile
{
    private const int LongestValue = 60;
    private static readonly Assembly[] Known =
        [typeof(ReferenceFile).Assembly, typeof(Domain.Units.Unit).Assembly, typeof(Sources.Definitions.SourceDefinition).Assembly,
            typeof(Reporting.Reports.Letterhead).Assembly];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How it is read.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Reads one.</summary>
    /// <exception cref="PipelineException">GP901: what is wrong in it.</exception>
    public static T Read<T>(string folder, string file) => Checked(file, () =>
    {
        var text = Text(Path.Combine(folder, file));
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Wrong(file, "tệp rỗng / the file is empty");
        }

        try
        {
            var read = JsonSerializer.Deserialize<T>(text, Json) ?? throw Wrong(file, "nội dung là null / it says null");
            var parsed = Parse(text);
            return NullIn(parsed, "$") is { } place ? throw Wrong(Where(file, null, place), "phần tử null / a null element")
                : UnprintableIn(parsed, "$") is { } at
                    ? throw Wrong(Where(file, null, at), "có ký tự điều khiển không in được; gõ lại / it has control characters; type it again")
                : read;
        }
        catch (JsonException e)
        {
            var about = Named().Match(e.Message) is { Success: true } named ? named.Groups["name"].Value : null;
            throw Wrong(Where(file, e.LineNumber + 1, e.Path), Said(e, about, text));
        }
    });

    /// <summary>Does something with a file, and says what is wrong with it.</summary>
    public static T Checked<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException)
        {
            throw Wrong(file, "không phải UTF-8: lưu lại tệp với bảng mã UTF-8 / it is not UTF-8: save it as UTF-8");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Wrong(file, "không có tệp này / it is not there");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Wrong(file, "không mở được: xem quyền và đường dẫn / it cannot be opened: look at rights and path");
        }
        catch (ArgumentException e)
        {
            throw Wrong(file, e.Message.Contains(" / ", StringComparison.Ordinal) ? e.Message : "không đúng mẫu / it does not fit the form");
        }
    }

    /// <summary>GP901.</summary>
    /// <param name="where">File and place.</param>
    /// <param name="what">Value and rule, in Vietnamese and English, parted by <c> / </c>.</param>
    public static PipelineException Wrong(string where, string what) => new(ErrorCatalogue.ConfigurationInvalid, where, what);

    private static string Text(string path)
    {
        using var reader = new StreamReader(path, Strict, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static string Where(string file, long? line, string? path)
    {
        var at = line is { } number ? string.Create(CultureInfo.InvariantCulture, $":{number}") : string.Empty;
        return $"{file}{at}{(path is { Length: > 1 } ? $", {path[1..].TrimStart('.')}" : string.Empty)}";
    }

    private static string Said(JsonException e, string? about, string text)
    {
        var value = ValueAt(text, e.Path);
        var said = value is null ? string.Empty : $"{value}: ";
        return e.InnerException?.GetType().Name == "JsonReaderException" || Parse(text) is null
                ? "không phải JSON: quanh đây thiếu hoặc thừa dấu phẩy, ngoặc hay dấu nháy / it is no JSON: a comma, bracket or quote is missing or too much "
                    + "around here"
            : e.Message.Contains("could not be mapped", StringComparison.Ordinal) ? $"không có mục '{about}' / there is no '{about}' here"
            : e.Message.Contains("missing required", StringComparison.Ordinal) ? $"thiếu mục: {Missing(e.Message)} / these are missing: {Missing(e.Message)}"
            : e.Message.Contains("uplicate", StringComparison.Ordinal) ? $"mục '{about}' có hai lần / '{about}' stands twice"
            : e.Message.Contains("null", StringComparison.Ordinal) || value == "null" ? "không được là null / it must not be null"
            : Expected(e.Message, e.Path) is { } expected ? $"{said}phải là {expected.Vi} / {said}must be {expected.En}"
            : $"{said}không đúng mẫu / {said}does not fit the form";
    }

    private static string Missing(string message) => string.Join(", ", Quoted().Matches(message[message.IndexOf("including", StringComparison.Ordinal)..])
        .Select(m => m.Groups[1].Value));

    /// <summary>What is expected at a place: the message names the type of the value or of the entry that it is in.</summary>
    private static Bilingual? Expected(string message, string? path)
    {
        if (TypeName().Match(message) is not { Success: true } found)
        {
            return null;
        }

        var name = found.Groups[1].Value.TrimEnd('.');
        var type = Known.Select(a => a.GetType(name)).FirstOrDefault(t => t is not null) ?? Type.GetType(name);
        if (Steps().Matches(path ?? string.Empty).LastOrDefault(m => m.Groups["name"].Success) is { } step
            && type?.GetProperty(step.Groups["name"].Value, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { } property)
        {
            var element = property.PropertyType != typeof(string) && path!.EndsWith(']') ? property.PropertyType.GenericTypeArguments.LastOrDefault() : null;
            type = element ?? property.PropertyType;
        }

        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        var names = type is { IsEnum: true } ? string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)) : string.Empty;
        return type is null ? null
            : type == typeof(DateOnly) ? new("ngày, như \"2025-07-01\"", "a day, as \"2025-07-01\"")
            : type == typeof(bool) ? new("true hoặc false", "true or false")
            : type == typeof(int) || type == typeof(long) || type == typeof(short) ? new("số nguyên", "a whole number")
            : type == typeof(decimal) || type == typeof(double) ? new("số, dấu thập phân là dấu chấm", "a number, with a point for the fraction")
            : type == typeof(string) ? new("chữ trong dấu nháy", "a text in quotes")
            : type.IsEnum ? new($"một trong {names}", $"one of {names}")
            : type.IsGenericType && !type.Name.Contains("Dictionary", StringComparison.Ordinal) ? new("danh sách [ … ]", "a list [ … ]")
            : new("một mục { … }", "an entry { … }");
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The value at a place, <c>$[0].names[1].validTo</c>; null where there is none.</summary>
    private static string? ValueAt(string text, string? path)
    {
        if (Parse(text) is not { } at || path is null)
        {
            return null;
        }

        foreach (Match step in Steps().Matches(path))
        {
            if (step.Groups["index"] is { Success: true } index)
            {
                if (at.ValueKind != JsonValueKind.Array || at.GetArrayLength() <= int.Parse(index.Value, CultureInfo.InvariantCulture))
                {
                    return null;
                }

                at = at[int.Parse(index.Value, CultureInfo.InvariantCulture)];
            }
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step.Groups["name"].Value, out at))
            {
                return null;
            }
        }

        var value = at.GetRawText().ReplaceLineEndings(" ");
        return value.Length > LongestValue ? $"{value[..LongestValue]}…" : value;
    }

    /// <summary>The place of a list's element that is null; null where there is none.</summary>
    private static string? NullIn(JsonElement? element, string path) => element switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select((e, i) =>
            e.ValueKind == JsonValueKind.Null ? $"{path}[{i}]" : NullIn(e, $"{path}[{i}]")).FirstOrDefault(p => p is not null),
        { ValueKind: JsonValueKind.Object } entry =>
            entry.EnumerateObject().Select(p => NullIn(p.Value, $"{path}.{p.Name}")).FirstOrDefault(p => p is not null),
        _ => null,
    };

    /// <summary>Where a text has a sign that no document can print.</summary>
    private static string? UnprintableIn(JsonElement? element, string path) => element switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? path : null,
        { ValueKind: JsonValueKind.Array } array =>
            array.EnumerateArray().Select((e, i) => UnprintableIn(e, $"{path}[{i}]")).FirstOrDefault(p => p is not null),
        { ValueKind: JsonValueKind.Object } entry =>
            entry.EnumerateObject().Select(p => UnprintableIn(p.Value, $"{path}.{p.Name}")).FirstOrDefault(p => p is not null),
        _ => null,
    };

    [GeneratedRegex("propert(?:y|ies)[^']*'(?<name>[^']+)'", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("converted to (?:System\\.Nullable`1\\[)?([\\w.+`]+)")]
    private static partial Regex TypeName();

    [GeneratedRegex("\\[(?<index>\\d+)\\]|\\['(?<name>[^']+)'\\]|\\.(?<name>[^.\\[]+)")]
    private static partial Regex Steps();
}
