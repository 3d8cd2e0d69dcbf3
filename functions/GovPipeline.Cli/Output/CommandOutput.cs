using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace GovPipeline.Cli.Output;

/// <summary>Where commands write: data to standard output, what takes long to standard error; colours and progress only on a terminal.</summary>
internal sealed class CommandOutput
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextWriter _data = Console.Out;
    private readonly TextWriter _news = Console.Error;
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    public CommandOutput()
    {
        IsTerminal = !Console.IsOutputRedirected;
        if (!IsTerminal)
        {
            _console.Profile.Width = 200; // a pipe has no width to wrap at
        }
    }

    public bool IsTerminal { get; }

    /// <summary>Whether somebody sits before it who can answer.</summary>
    public bool CanAsk => IsTerminal && !Console.IsInputRedirected;

    public bool Ask(string question) => _console.Confirm(Harmless(question).EscapeMarkup(), defaultValue: false);

    public void Line(string text) => _console.WriteLine(Harmless(text));

    public void Say(string text) => _news.WriteLine(Harmless(text));

    public void WriteJson<T>(T value) => _data.WriteLine(JsonSerializer.Serialize(value, Json));

    public void Table(IReadOnlyList<string> headings, IEnumerable<string[]> rows, int numbersFrom)
    {
        var table = new Table { Border = IsTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        for (var i = 0; i < headings.Count; i++)
        {
            var column = new TableColumn(new Text(headings[i]));
            table.AddColumn(i >= numbersFrom ? column.RightAligned() : column);
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(Harmless(cell))));
        }

        _console.Write(table);
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
}
