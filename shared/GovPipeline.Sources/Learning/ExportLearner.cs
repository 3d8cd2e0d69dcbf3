using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Units;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;
using GovPipeline.Sources.Reading;

namespace GovPipeline.Sources.Learning;

/// <summary>
/// Proposes a source definition from an unknown export: headings by their names and by what their cells hold, wordings by what they say. What is
/// guessed is a doubt, for a person to look at; nothing of a free text is shown or kept.
/// </summary>
/// <param name="units">The units of the place.</param>
/// <param name="vocabulary">Headings and wordings that are known.</param>
public sealed class ExportLearner(UnitDirectory units, ReadingVocabulary vocabulary)
{
    private const int MostRows = 500, MostColumns = 200, RowsOfTitle = 40, LongestHeading = 80;
    private const double LeastLikely = 0.3;
    private static readonly char[] Separators = [';', '\t', ',', '|'];

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] DossierWords = ["ma ho so", "so ho so", "ma hs", "so bien nhan", "mahoso", "sohoso"], Counters = ["stt", "tt",
        "so tt", "no"];

    private static readonly string[] DateWords = ["ngay", "thang", "ky", "date", "month"], UnitWords = ["don vi", "donvi", "ma xa", "maxa", "co quan", "unit"];

    private static readonly string[] Required = [.. DossierColumns.Required, DossierColumns.ReceivingUnit];

    /// <summary>Looks at an export.</summary>
    /// <param name="stream">The export; can be read again from its beginning.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="id">Id of the source to be.</param>
    /// <exception cref="Domain.Errors.PipelineException">GP2xx: it cannot be read as a table.</exception>
    public LearnedSource Learn(Stream stream, string fileName, string id)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (header, columns) = Table(stream, fileName);
        var doubts = new List<Bilingual>();
        var mapped = Columns(header, columns);
        var isOfDossiers = mapped.ContainsKey(DossierColumns.DossierCode) || mapped.Keys.Count(IsRequired) >= 4
            || columns.Count(c => c.IsDates) >= 2 || header.Any(h => Folding.Fold(h) is var f && DossierWords.Any(w => f.StartsWith(w,
                StringComparison.Ordinal)));
        return isOfDossiers
            ? Dossiers(id, header, columns, mapped, doubts)
            : Measures(id, header, columns, doubts);
    }

    private LearnedSource Dossiers(string id, IReadOnlyList<string> header, ColumnProfile[] columns, Dictionary<string, int> mapped, List<Bilingual> doubts)
    {
        ByOrderOfDays(columns, mapped, header, doubts);
        var (own, values, matches, questions) = (new JsonObject(), new JsonObject(), new List<LearnedColumn>(), new List<LearnedQuestion>());
        foreach (var (column, at) in mapped.OrderBy(m => m.Value))
        {
            var isSure = HeadingGuess.Of(header[at], columns[at], column, vocabulary) >= 1;
            matches.Add(new(header[at], column, isSure));
            if (!isSure)
            {
                own[column] = new JsonArray(header[at]);
                var term = DossierColumns.Term(column);
                var doubt = new Bilingual($"'{header[at]}' được hiểu là {term.Vi}", $"'{header[at]}' was taken for {term.En}");
                doubts.Add(doubt);
                if (IsRequired(column))
                {
                    questions.Add(HeadingOf(column, [header[at], .. Free(header, columns, mapped, column)], header, columns, doubt, isTaken: true));
                }
            }

            if (column == DossierColumns.SubmitterRef)
            {
                doubts.Add(new($"'{header[at]}' là giấy tờ tùy thân: chỉ đọc thành mã băm có khóa, không bao giờ lưu",
                    $"'{header[at]}' is an identity number: read as a keyed hash alone and never kept"));
            }

            if (column is DossierColumns.Channel or DossierColumns.Status)
            {
                Wordings(column, columns[at], values, doubts, questions);
            }
        }

        foreach (var column in Required.Where(r => !mapped.ContainsKey(r)))
        {
            var term = DossierColumns.Term(column);
            var doubt = Alike(header, mapped, column) is { } alike ? OfOtherContent(alike, column)
                : column == DossierColumns.ReceivingUnit ? new Bilingual("không thấy cột đơn vị tiếp nhận: nếu tệp của một đơn vị, thêm \"defaultUnit\"",
                    "there is no column of the receiving unit: for a file of one unit add \"defaultUnit\"")
                : new($"không thấy cột {term.Vi}; tệp thiếu cột này sẽ bị từ chối", $"there is no column of {term.En}; a file without it is refused");
            doubts.Add(doubt);
            questions.Add(HeadingOf(column, [.. Free(header, columns, mapped, column)], header, columns, doubt, isTaken: false));
        }

        if (mapped.TryGetValue(DossierColumns.ReceivingUnit, out var unit))
        {
            doubts.AddRange(columns[unit].Wordings.Where(w => units.Candidates(w).Count == 0).Select(w => new Bilingual(
                $"đơn vị '{w}' chưa có trong units.json: thêm vào aliases", $"the unit '{w}' is not in units.json: add it to aliases")));
        }

        matches.AddRange(header.Where((h, i) => h.Length > 0 && !mapped.ContainsValue(i)).Select(h => new LearnedColumn(h, string.Empty, true)));
        var definition = Head(id, "dossiers");
        if (own.Count > 0)
        {
            definition["columns"] = own;
        }

        if (values.Count > 0)
        {
            definition["values"] = values;
        }

        return new(definition.ToJsonString(Json), true, matches, doubts) { Questions = [.. questions.Where(q => q.Choices.Count > 0)] };
    }

    /// <summary>A heading that sounds like a column and holds something else; null for none.</summary>
    private string? Alike(IReadOnlyList<string> header, Dictionary<string, int> mapped, string column) => header.Where((h, i) =>
        h.Length > 0 && !mapped.ContainsValue(i) && HeadingGuess.Of(h, new(), column, vocabulary) >= LeastLikely).FirstOrDefault();

    private static Bilingual OfOtherContent(string heading, string column) => column == DossierColumns.ReceivingUnit
        ? new($"'{heading}' có tên như cột đơn vị tiếp nhận, nhưng units.json không có giá trị nào của cột: thêm chúng vào aliases",
            $"'{heading}' is named as the receiving unit is, but units.json has none of its values: add them to aliases")
        : new($"'{heading}' có tên như cột {DossierColumns.Term(column).Vi}, nhưng nội dung không đọc được như vậy",
            $"'{heading}' is named as {DossierColumns.Term(column).En} is, but its cells cannot be read as that");

    private static bool IsRequired(string column) => Required.Contains(column, StringComparer.Ordinal);

    private LearnedQuestion HeadingOf(
        string column, IReadOnlyList<string> choices, IReadOnlyList<string> header, ColumnProfile[] columns, Bilingual doubt, bool isTaken)
    {
        var term = DossierColumns.Term(column);
        return new(new($"Cột nào là {term.Vi}?", $"Which column is {term.En}?"), column, string.Empty, [.. choices.Select((h, i) => new LearnedChoice(h, h)
        {
            // What it was taken for has its wordings already.
            Then = column is not (DossierColumns.Channel or DossierColumns.Status) || (isTaken && i == 0) ? []
                : [.. columns[header.ToList().IndexOf(h)].Wordings.Where(w => WordingGuess.Known(column, Folding.Fold(w), vocabulary) is null)
                    .Select(w => MeaningOf(column, w, null))],
        })], doubt);
    }

    /// <summary>What a wording means: the likeliest value first.</summary>
    private LearnedQuestion MeaningOf(string column, string word, Bilingual? doubt)
    {
        var likely = WordingGuess.Likely(column, Folding.Fold(word));
        return new(new($"'{word}' nghĩa là gì?", $"What does '{word}' mean?"), column, word,
            [
                .. vocabulary.Values[column].OrderByDescending(v => v.Key == likely)
                    .Select(v => new LearnedChoice(v.Key, v.Value is [var name, ..] ? name : v.Key)),
            ], doubt);
    }

    /// <summary>Headings that a column may have: of days where it holds days, and none that the reference data know for another.</summary>
    private IEnumerable<string> Free(IReadOnlyList<string> header, ColumnProfile[] columns, Dictionary<string, int> mapped, string column) =>
        header.Where((h, i) => h.Length > 0 && mapped.GetValueOrDefault(column, -1) != i
            && (columns[i].Filled == 0 || column.EndsWith("At", StringComparison.Ordinal) == columns[i].IsDates)
            && !mapped.Any(m => m.Value == i && HeadingGuess.Of(h, columns[i], m.Key, vocabulary) >= 1));

    /// <summary>Dates whose headings say nothing: what is received comes before what is due.</summary>
    private static void ByOrderOfDays(ColumnProfile[] columns, Dictionary<string, int> mapped, IReadOnlyList<string> header, List<Bilingual> doubts)
    {
        var free = columns.Select((c, i) => (Cells: c, At: i)).Where(c => c.Cells.IsDates && !mapped.ContainsValue(c.At))
            .OrderBy(c => c.Cells.MiddleDay).ThenByDescending(c => c.Cells.Filled).ToList();
        foreach (var column in new[] { DossierColumns.ReceivedAt, DossierColumns.DueAt, DossierColumns.FinishedAt }.Where(c => !mapped.ContainsKey(c)))
        {
            if (free.Count > 0)
            {
                mapped[column] = free[0].At;
                doubts.Add(new($"'{header[free[0].At]}' được chọn theo thứ tự ngày, không theo tên",
                    $"'{header[free[0].At]}' was chosen by the order of days, not by name"));
                free.RemoveAt(0);
            }
        }
    }

    private void Wordings(string column, ColumnProfile cells, JsonObject values, List<Bilingual> doubts, List<LearnedQuestion> questions)
    {
        var term = DossierColumns.Term(column);
        foreach (var word in cells.Wordings)
        {
            var folded = Folding.Fold(word);
            if (WordingGuess.Known(column, folded, vocabulary) is not null)
            {
                continue;
            }

            if (WordingGuess.Likely(column, folded) is not { } value)
            {
                var doubt = new Bilingual(
                    $"{term.Vi}: '{word}' chưa rõ nghĩa; thêm vào \"values.{column}\"", $"{term.En}: '{word}' is unclear; add it to \"values.{column}\"");
                doubts.Add(doubt);
                questions.Add(MeaningOf(column, word, doubt));
                continue;
            }

            var of = values[column] as JsonObject ?? [];
            values[column] = of;
            var list = of[value] as JsonArray ?? [];
            of[value] = list;
            list.Add(word);
            var meant = vocabulary.Values[column].GetValueOrDefault(value) is [var name, ..] ? name : value;
            doubts.Add(new($"{term.Vi}: '{word}' được hiểu là '{meant}'", $"{term.En}: '{word}' was taken for '{meant}'"));
        }
    }

    private static LearnedSource Measures(string id, IReadOnlyList<string> header, ColumnProfile[] columns, List<Bilingual> doubts)
    {
        var matches = new List<LearnedColumn>();
        int Find(Func<int, bool> fits) => Enumerable.Range(0, header.Count).FirstOrDefault(fits, -1);
        bool Says(int i, string[] words) => words.Any(w => Folding.Fold(header[i]).Contains(w, StringComparison.Ordinal));
        var date = Find(i => columns[i].IsDates);
        date = date >= 0 ? date : Find(i => Says(i, DateWords) && !columns[i].IsUnits);
        var unit = Find(i => columns[i].IsUnits);
        unit = unit >= 0 ? unit : Find(i => Says(i, UnitWords) && i != date);
        var (layout, values) = (new JsonObject(), new JsonObject());
        foreach (var (at, name, vi, en) in new[] { (date, "date", "ngày", "the day"), (unit, "unit", "đơn vị", "the unit") })
        {
            if (at < 0)
            {
                doubts.Add(new($"không thấy cột {vi}: ghi vào \"measures.{name}\"", $"there is no column of {en}: put it into \"measures.{name}\""));
                continue;
            }

            layout[name] = new JsonArray(header[at]);
            matches.Add(new(header[at], name, false));
        }

        for (var i = 0; i < header.Count; i++)
        {
            if (i == date || i == unit || header[i].Length == 0 || Counters.Contains(Folding.Fold(header[i]), StringComparer.Ordinal))
            {
                continue;
            }

            var isValue = columns[i].IsNumbers;
            matches.Add(new(header[i], isValue ? Name(header[i]) : string.Empty, false));
            if (isValue && !values.ContainsKey(Name(header[i])))
            {
                values[Name(header[i])] = new JsonObject { ["columns"] = new JsonArray(header[i]) };
            }
            else if (!isValue && columns[i].Wordings.Count > 0)
            {
                doubts.Add(new($"'{header[i]}' không phải số: để nguyên không đọc (tên người không bao giờ được công bố); chỉ thêm vào \"measures.dimensions\" "
                    + "khi là danh mục đóng", $"'{header[i]}' is no number: left unread (names of people are never published); add it to "
                    + "\"measures.dimensions\" only when it is a closed list"));
            }
        }

        if (values.Count == 0)
        {
            doubts.Add(new("không thấy cột số liệu nào", "there is no column of figures"));
        }

        doubts.Add(new("kiểm tra tên của từng số liệu và nhịp gửi (\"expected\")", "look at the name of each figure and at the rhythm (\"expected\")"));
        layout["values"] = values;
        var definition = Head(id, "measures");
        definition["expected"] = new JsonObject { ["every"] = "month", ["days"] = 5 };
        definition["measures"] = layout;
        return new(definition.ToJsonString(Json), false, matches, doubts);
    }

    /// <summary>The likeliest heading of each column, the surest first; each heading is one column.</summary>
    private Dictionary<string, int> Columns(IReadOnlyList<string> header, ColumnProfile[] columns)
    {
        var mapped = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = HeadingGuess.Columns.Concat(vocabulary.Columns.Keys).Distinct(StringComparer.Ordinal).ToList();
        foreach (var (column, at, _) in all.SelectMany(c => header.Select((h, i) => (Column: c, At: i, Likely: Likelihood(c, h, i))))
            .Where(g => g.Likely >= LeastLikely).OrderByDescending(g => g.Likely).ThenBy(g => g.At))
        {
            if (!mapped.ContainsKey(column) && !mapped.ContainsValue(at))
            {
                mapped[column] = at;
            }
        }

        return mapped;
        double Likelihood(string column, string heading, int at) => heading.Length == 0 ? 0
            : HeadingGuess.Columns.Contains(column, StringComparer.Ordinal) ? HeadingGuess.Of(heading, columns[at], column, vocabulary)
            : vocabulary.Columns[column].Any(k => Folding.Fold(k) == Folding.Fold(heading)) ? 1 : 0;
    }

    /// <summary>The header of the largest table, and what its columns hold.</summary>
    private (IReadOnlyList<string> Header, ColumnProfile[] Columns) Table(Stream stream, string fileName)
    {
        var headings = vocabulary.Columns.SelectMany(c => c.Value.Append(c.Key)).Select(h => Folding.Fold(h)).ToHashSet(StringComparer.Ordinal);
        var best = Largest(stream, fileName, headings);
        if (best.Header is [var line] && Separators.MaxBy(s => line.Count(c => c == s)) is var separator && line.Contains(separator, StringComparison.Ordinal))
        {
            // No heading is known, so that nothing told what parts the cells: the first line does.
            headings.UnionWith(line.Split(separator).Select(h => Folding.Fold(h)));
            stream.Position = 0;
            best = Largest(stream, fileName, headings);
        }

        if (best.Rows.Count == 0 || best.Header.Count(h => h.Trim().Length > 0 && !DateText.TryParse(h.Trim(), out _) && !double.TryParse(h, out _))
            < Math.Max(2, best.Header.Count(h => h.Trim().Length > 0) * 2 / 3) || best.Header.Any(h => ColumnProfile.IsCode(h)))
        {
            throw new Domain.Errors.PipelineException(Domain.Errors.ErrorCatalogue.FileMissingColumns, fileName,
                new Bilingual("không thấy dòng tiêu đề", "there is no row of headings"), "–");
        }

        var shown = best.Header.Select(h => h.Trim()).Select(h => h.Length > LongestHeading ? string.Empty : h).ToList();
        var profiles = shown.Select(_ => new ColumnProfile()).ToArray();
        foreach (var row in best.Rows)
        {
            for (var i = 0; i < Math.Min(row.Length, profiles.Length); i++)
            {
                profiles[i].Add(row[i], units);
            }
        }

        return (shown, profiles);
    }

    private static (IReadOnlyList<string> Header, List<string[]> Rows) Largest(Stream stream, string fileName, HashSet<string> headings)
    {
        var tables = new ExportTables(fileName, new FileLimits(), linesAreRows: false, headings);
        (IReadOnlyList<string> Header, List<string[]> Rows) best = ([], []);
        foreach (var rows in tables.Open(stream))
        {
            using var table = HeadedTable.Find(rows, headings, MostColumns);
            var read = new List<string[]>();
            while (read.Count < MostRows && table.Read())
            {
                read.Add([.. Enumerable.Range(0, Math.Min(MostColumns, table.FieldCount)).Select(i => table.GetFieldSpan(i).ToString())]);
            }

            var (header, below) = table.KnownHeadings >= 3 ? (table.Header, read) : Header([[.. table.Header], .. read]);
            if (below.Count > best.Rows.Count)
            {
                best = (header, below);
            }
        }

        return best;
    }

    /// <summary>The first row with the most cells that hold words without figures.</summary>
    private static (IReadOnlyList<string> Header, List<string[]> Rows) Header(List<string[]> rows)
    {
        static int Words(string[] row) => row.Count(c => c.Trim().Length > 0 && !c.AsSpan().ContainsAnyInRange('0', '9'));
        var at = Enumerable.Range(0, Math.Min(RowsOfTitle, rows.Count)).OrderByDescending(i => Words(rows[i])).ThenBy(i => i).FirstOrDefault();
        return rows.Count == 0 ? ([], []) : (rows[at], rows[(at + 1)..]);
    }

    private static JsonObject Head(string id, string kind) => new()
    {
        ["$schema"] = "../../shared/GovPipeline.Sources/Definitions/source.schema.json",
        ["id"] = id,
        ["nameVi"] = id,
        ["nameEn"] = id,
        ["kind"] = kind,
    };

    /// <summary>A heading as the name of a measure: <c>Số cuộc họp</c> becomes <c>soCuocHop</c>.</summary>
    private static string Name(string heading)
    {
        var words = Folding.Fold(heading).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((w, i) => i == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
