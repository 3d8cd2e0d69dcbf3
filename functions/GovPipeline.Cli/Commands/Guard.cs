using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Turns what went wrong into one message a person can act on and an exit code that means it.</summary>
internal static class Guard
{
    /// <summary>How messages call the sources.</summary>
    public static readonly Bilingual SourceList = new("Danh sách nguồn", "Sources");

    public static async Task<int> RunAsync(CommandOutput output, Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (PipelineException e)
        {
            return Tell(e, output);
        }
        catch (OperationCanceledException)
        {
            output.Say(T("Đã dừng; chạy lại để tiếp tục, không mất gì.", "Stopped; run again to go on, nothing is lost."));
            return ExitCodes.Failed;
        }
        catch (Exception e) when (e is Azure.RequestFailedException or AggregateException)
        {
            return Tell(new PipelineException(e, ErrorCatalogue.StorageUnreachable, "Work, Published",
                First((e as AggregateException)?.InnerExceptions[^1] ?? e)), output);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Tell(new PipelineException(e, ErrorCatalogue.DiskUnusable, First(e)), output);
        }
    }

    /// <summary>Says what went wrong, in the one language of the screen.</summary>
    /// <returns>The exit code.</returns>
    public static int Tell(PipelineException e, CommandOutput output)
    {
        output.Say($"{e.Code}: {e.In(Current)}\n→ {e.RemedyIn(Current)}");
        return e.Code[2] switch
        {
            '9' => ExitCodes.Configuration,
            '8' => ExitCodes.Usage,
            '2' => ExitCodes.Refused,
            '1' => ExitCodes.SourceFailed,
            _ => ExitCodes.Failed,
        };
    }

    /// <summary>That an argument cannot be used.</summary>
    public static PipelineException Wrong(string argument, Bilingual why) => new(ErrorCatalogue.ArgumentWrong, argument, why);

    /// <summary>That a file is not there, and which one beside it was likely meant.</summary>
    public static PipelineException NoFile(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            return Wrong($"'{file}'", new("đây là thư mục, không phải tệp", "this is a folder, not a file"));
        }

        var near = file.Directory is { Exists: true } folder ? UnknownArgument.Nearest(file.Name, folder.EnumerateFiles().Select(f => f.Name)) : null;
        return Wrong($"'{file}'", near is null ? new("không có tệp này", "there is no such file")
            : new($"không có tệp này; ý bạn là '{near}'", $"there is no such file; did you mean '{near}'"));
    }

    /// <summary>The period of a text: an id, <c>nd09-2022-H1</c>, or as people write it, <c>6/2022</c>, <c>2022-H1</c>, <c>2022</c>.</summary>
    /// <exception cref="PipelineException">GP802: it is none.</exception>
    public static Period Period(string text)
    {
        var id = text.Split('/') is [var month, var year] && int.TryParse(month, out var m) ? $"nd09-{year}-M{m:00}"
            : text.Length == 4 && text.All(char.IsAsciiDigit) ? $"nd09-{text}-Y"
            : text.Length > 4 && text[..4].All(char.IsAsciiDigit) && text[4] == '-' ? $"nd09-{text}" : text;
        return Domain.Periods.Period.TryParse(id, out var period) ? period : throw Wrong($"'{text}'", new(
            "không phải một kỳ; viết 6/2022, 2022-H1, nd09-2022-H1 (chốt ngày 14) hoặc cal-2022-H1 (dương lịch)",
            "is not a period; write 6/2022, 2022-H1, nd09-2022-H1 (closing on the 14th) or cal-2022-H1 (calendar)"));
    }

    private static string First(Exception e) => e.Message.Split('\n')[0].TrimEnd();
}
