using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovPipeline.Domain.Text;

namespace GovPipeline.Sources.Learning;

/// <summary>What an unknown export seems to be.</summary>
/// <param name="Definition">The proposed source definition, JSON as <c>source.schema.json</c> has it.</param>
/// <param name="IsDossiers">Whether its rows are dossiers; else they are measures.</param>
/// <param name="Matches">What each heading was taken for.</param>
/// <param name="Doubts">What a person has to look at before the definition is used; empty when all is sure.</param>
public sealed record LearnedSource(string Definition, bool IsDossiers, IReadOnlyList<LearnedColumn> Matches, IReadOnlyList<Bilingual> Doubts)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a person can be asked; empty when all is sure.</summary>
    public IReadOnlyList<LearnedQuestion> Questions { get; init; } = [];

    /// <summary>What it is when a question has been answered.</summary>
    /// <param name="question">One of <see cref="Questions"/>.</param>
    /// <param name="answer">The value of one of its choices.</param>
    public LearnedSource Answered(LearnedQuestion question, string answer)
    {
        ArgumentNullException.ThrowIfNull(question);
        var definition = JsonNode.Parse(Definition)!.AsObject();
        var (matches, gone) = (Matches, new List<string>());
        if (question.Word.Length == 0)
        {
            var columns = Part(definition, "columns");
            bool Has(KeyValuePair<string, JsonNode?> column) => column.Value!.AsArray().Any(h => (string?)h == answer);

            // A heading is one column, and what was asked of the wordings of another heading is asked no more.
            gone.AddRange(columns.Where(c => c.Key == question.Column ? !Has(c) : Has(c)).Select(c => c.Key));
            gone.ForEach(c => columns.Remove(c));
            columns[question.Column] = new JsonArray(answer);
            matches =
            [
                .. Matches.Select(m => m.Heading == answer ? new(answer, question.Column, true) : m.Column == question.Column ? m with { Column = string.Empty }
                    : m),
            ];
        }
        else
        {
            var values = Part(definition, "values");
            var column = Part(values, question.Column);
            var words = column[answer] as JsonArray ?? [];
            column[answer] = words;
            words.Add(question.Word);
        }

        return this with
        {
            Definition = definition.ToJsonString(Json), Matches = matches,
            Questions =
            [
                .. Questions.Where(q => q != question && !(q.Word.Length > 0 && gone.Contains(q.Column))),
                .. question.Choices.First(c => c.Value == answer).Then,
            ],
            Doubts = [.. Doubts.Where(d => d != question.Doubt)],
        };
    }

    private static JsonObject Part(JsonObject of, string name)
    {
        var part = of[name] as JsonObject ?? [];
        of[name] = part;
        return part;
    }
}

/// <summary>A heading and what it was taken for.</summary>
/// <param name="Heading">The heading of the file.</param>
/// <param name="Column">The canonical column, or the name of a measure; empty for one that is left unread.</param>
/// <param name="IsSure">Whether the reference data have the heading, so that nothing was guessed.</param>
public sealed record LearnedColumn(string Heading, string Column, bool IsSure);
