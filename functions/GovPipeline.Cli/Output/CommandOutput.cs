using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GovPipeline.Reporting.Reports;
using Spectre.Console;

namespace GovPipeline.Cli.Output;

/// <summary>
/// Where commands write: data to standard output, what takes long and what is wrong to standard error; colours and progress only on
/// a terminal (and none with <c>NO_COLOR</c>), tables as wide as the terminal or <c>COLUMNS</c>, and never wrapped in a pipe.
/// </summary>
internal sealed class CommandOutput
{
    private const int Unwrapped = 10_000;
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextWriter _data = Console.Out;
    private readonly TextWriter _news = Console.Error;
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    public CommandOutput()
    {
        IsTerminal = !Console.IsOutputRedirected;
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var columns) && columns is > 20 and < Unwrapped)
        {
            _console.Profile.Width = columns;
        }
        else if (!IsTerminal)
        {
            _console.Profile.Width = Unwrapped;
        }
    }

    public bool IsTerminal { get; }

    /// <summary>Whether somebody sits before it who can answer.</summary>
    public bool CanAsk => IsTerminal && !Console.IsInputRedirected;

    public bool Ask(string question) => _console.Confirm(Harmless(question).EscapeMarkup(), defaultValue: false);

    /// <summary>One of several things; null when somebody does not know.</summary>
    /// <param name="question">The question.</param>
    /// <param name="names">What they are called.</param>
    public int? Choose(string question, IReadOnlyList<string> names)
    {
        var unknown = names.Count;
        var prompt = new SelectionPrompt<int>().Title(Harmless(question).EscapeMarkup()).PageSize(15)
            .UseConverter(i => i == unknown ? Speech.T("(chưa biết, bỏ qua)", "(not known, skip)") : Harmless(names[i]).EscapeMarkup());
        var chosen = _console.Prompt(prompt.AddChoices(Enumerable.Range(0, names.Count + 1)));
        return chosen == unknown ? null : chosen;
    }

    /// <summary>A text that somebody types; what is suggested when nothing is.</summary>
    public string AskText(string question, string suggestion) =>
        _console.Prompt(new TextPrompt<string>(Harmless(question).EscapeMarkup()).DefaultValue(suggestion).AllowEmpty());

    public void Line(string text) => _console.WriteLine(Harmless(text));

    public void Say(string text) => _news.WriteLine(Harmless(text));

    /// <summary>Says the side that the screen has of a text of both languages, <c>vi / en</c>.</summary>
    public void Both(string text) => Say(Speech.Half(text));

    public void WriteJson<T>(T value) => _data.WriteLine(JsonSerializer.Serialize(value, Json));

    /// <summary>Shows a list as the command line asks: a table, JSON, or CSV.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="headings">Headings.</param>
    /// <param name="rows">Cells.</param>
    /// <param name="numbersFrom">The first column, from 0, that is set right.</param>
    /// <param name="json">What JSON says.</param>
    public void Show<T>(ParseResult result, IReadOnlyList<string> headings, IEnumerable<string[]> rows, int numbersFrom, Func<T> json)
    {
        if (result.GetValue(ListOptions.AsJson))
        {
            WriteJson(json());
        }
        else if (result.GetValue(ListOptions.AsCsv))
        {
            Csv([.. headings.Select(ReportWords.Capital)], rows);
        }
        else if (rows.ToList() is { Count: > 0 } lines)
        {
            Table(headings, lines, numbersFrom);
        }
        else
        {
            Line(Speech.T("Không có dòng nào.", "There are none."));
        }
    }

    public void Table(IReadOnlyList<string> headings, IEnumerable<string[]> rows, int numbersFrom)
    {
        List<string[]> lines = [.. rows.Select(r => Array.ConvertAll(r, Harmless))];
        var fits = ColumnFit.Of([.. headings.Select(ReportWords.Capital)], lines, _console.Profile.Width);
        var table = new Table { Border = IsTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        for (var i = 0; i < fits.Count; i++)
        {
            var column = new TableColumn(new Text(fits.Heading(i)));
            column = i >= numbersFrom ? column.RightAligned() : column;
            table.AddColumn(fits.IsWhole(i) ? column.NoWrap() : column);
        }

        foreach (var row in lines)
        {
            table.AddRow(row.Take(fits.Count).Select(cell => new Text(cell)));
        }

        _console.Write(table);
        if (fits.Count < headings.Count)
        {
            var more = string.Join(", ", headings.Skip(fits.Count).Select(ReportWords.Capital));
            Say(Speech.T($"Không đủ chỗ cho: {more} (--csv, --json, hoặc màn hình rộng hơn).", $"No room for: {more} (--csv, --json, or a wider screen)."));
        }
    }

    /// <summary>A text as it may be written to a terminal: what a file's name or cell says commands no terminal.</summary>
    internal static string Harmless(string text) => text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.AsSpan().ContainsAnyInRange('\u007F', '\u009F')
        ? string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '\uFFFD' : c)) : text;

    public async Task ProgressAsync(string what, Func<Action<string>, Task> work)
    {
        if (IsTerminal)
        {
            await _console.Status().StartAsync(what, status => work(step => status.Status(Harmless($"{what}: {step}").EscapeMarkup()))).ConfigureAwait(false);
            return;
        }

        var told = new HashSet<string>(StringComparer.Ordinal); // a pipe is told of each step once, not of every round
        await work(step =>
        {
            if (told.Add(step))
            {
                Say($"{what}: {step}");
            }
        }).ConfigureAwait(false);
    }

    /// <summary>A bar with what is left while something is done in steps.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="steps">How many steps there are.</param>
    /// <param name="work">Does it, and says when each step is over and what the next is.</param>
    public async Task BarAsync(string what, int steps, Func<Action<string>, Task> work)
    {
        if (!IsTerminal)
        {
            await ProgressAsync(what, work).ConfigureAwait(false);
            return;
        }

        var progress = _console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        await progress.StartAsync(async context =>
        {
            var task = context.AddTask(what.EscapeMarkup(), maxValue: steps);
            await work(step =>
            {
                task.Increment(1);
                task.Description = Harmless($"{what}: {step}").EscapeMarkup();
            }).ConfigureAwait(false);
            task.Value = steps;
        }).ConfigureAwait(false);
    }

    private void Csv(IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        foreach (var row in rows.Prepend([.. headings]))
        {
            _data.WriteLine(string.Join(',', row.Select(Harmless).Select(c =>
                c.AsSpan().ContainsAny(",\"\r\n") ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c)));
        }
    }
}
