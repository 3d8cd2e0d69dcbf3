using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GovPipeline.Sources.Reading;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// What of a file is not data, row by row and sheet by sheet, and how many of its rows have a wording that no list has; kept beside its
/// rejected rows. The wordings themselves are not kept: <c>sources test</c> shows them.
/// </summary>
/// <param name="Layout">Rows that were left out.</param>
/// <param name="Skipped">Sheets and archive entries that were left unread.</param>
/// <param name="Unlisted">Rows by column; their text is empty.</param>
public sealed record FileDetail(IReadOnlyList<LayoutLines> Layout, IReadOnlyList<SkippedTable> Skipped, IReadOnlyList<UnlistedWord> Unlisted)
{
    private const int LongestSummary = 8000;

    /// <summary>Received dossiers with an empty channel, which are in person by QĐ 766/QĐ-TTg.</summary>
    public long NoChannel { get; init; }

    /// <summary>Rows with the code of another row of the file that was received elsewhere, on another day or by another channel.</summary>
    public long SharedCodes { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>That of a file as it was read.</summary>
    public static FileDetail Of(FileTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return new(tally.LayoutLines, tally.Skipped,
            [.. tally.Unlisted.GroupBy(w => w.Column, StringComparer.Ordinal).Select(g => new UnlistedWord(g.Key, string.Empty, g.Sum(w => w.Rows)))])
        {
            NoChannel = tally.Shape.NoChannel ?? 0,
        };
    }

    /// <summary>That which was kept; an empty one of a file that has none.</summary>
    public static FileDetail Parse(byte[]? kept) => kept is null ? new([], [], []) : JsonSerializer.Deserialize<FileDetail>(kept, Json)!;

    /// <summary>As it is kept.</summary>
    public byte[] Format() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Whether there is anything to keep.</summary>
    public bool IsEmpty => Layout.Count == 0 && Skipped.Count == 0 && Unlisted.Count == 0 && NoChannel == 0 && SharedCodes == 0;

    /// <summary>Rows left out by reason, <c>blank: 3, total: 1</c>.</summary>
    public string LayoutSummary => Short(Layout.GroupBy(l => l.Reason).OrderBy(g => g.Key).Select(g => $"{Name(g.Key)}: {g.Sum(l => l.Rows)}"));

    /// <summary>Sheets left unread with why and how many rows they have, <c>Hướng dẫn (noHeadings: 12)</c>.</summary>
    public string SkippedSummary => Short(Skipped.Select(s => $"{s.Name} ({Name(s.Reason)}: {s.Rows})".Trim()));

    /// <summary>Rows whose wording no list has, by column, <c>Lĩnh vực: 4</c>.</summary>
    public string UnlistedSummary =>
        Short(Unlisted.GroupBy(w => w.Column, StringComparer.Ordinal).Select(g => $"{g.Key}: {g.Sum(w => w.Rows)}"));

    private static string Name<T>(T reason)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());

    private static string Short(IEnumerable<string> parts) =>
        string.Join(", ", parts) is var text && text.Length > LongestSummary ? text[..LongestSummary] + "…" : text;
}
