using System.Diagnostics;

namespace GovPipeline.EndToEnd.Tests;

/// <summary>What only a terminal shows: questions that wait for an answer, and how far a long reading is. <c>script</c> is the terminal.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("govpipeline-terminal-").FullName;

    [ProgramFact("script")]
    public async Task An_answer_that_is_no_address_is_asked_for_again_and_those_before_it_are_kept()
    {
        var said = await RunAsync("init --folder place --lang en", "\nonestop-city\n\nmail.example\nnobody\nchair@district.example\nduty@district.example\n");
        said.ShouldContain("A mail address is needed");
        var written = await File.ReadAllTextAsync(Path.Combine(_folder, "place", "govpipeline.json"));
        written.ShouldContain("mail.example");
        written.ShouldContain("duty@district.example");
        Directory.EnumerateFiles(Path.Combine(_folder, "place", "seeds"), "*.json", SearchOption.AllDirectories).Select(File.ReadAllText)
            .ShouldContain(t => t.Contains("chair@district.example", StringComparison.Ordinal));
    }

    [ProgramFact("script")]
    public async Task A_long_reading_shows_rows_megabytes_and_the_time_left()
    {
        await RunAsync("sample --rows 60000 --out export.csv", string.Empty);
        var said = await RunAsync("ingest export.csv --source onestop-wards --date 2022-06-14 --dry-run --lang en", string.Empty);
        said.ShouldMatch(@"[0-9,]+ rows, \d+/\d+ MB, \d+ s left");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> RunAsync(string arguments, string typed)
    {
        var command = $"dotnet \"{Path.Combine(AppContext.BaseDirectory, "govpipeline.dll")}\" {arguments}";
        var start = new ProcessStartInfo(ProgramFactAttribute.Find("script")!, ["-qec", command, "/dev/null"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = _folder,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(typed);
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }
}
