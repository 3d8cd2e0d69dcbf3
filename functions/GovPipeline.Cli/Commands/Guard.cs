using GovPipeline.Cli.Output;
using GovPipeline.Domain.Errors;

namespace GovPipeline.Cli.Commands;

/// <summary>Turns what went wrong into a message a person can act on and an exit code.</summary>
internal static class Guard
{
    public static async Task<int> RunAsync(CommandOutput output, Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (PipelineException e)
        {
            output.Say($"{e.Code}: {e.Vi}\n→ {e.RemedyVi}\n{e.Code}: {e.En}\n→ {e.RemedyEn}");
            return e.Code[2] switch { '9' => ExitCodes.Configuration, '2' => ExitCodes.Refused, '1' => ExitCodes.SourceFailed, _ => ExitCodes.Failed };
        }
        catch (FormatException e)
        {
            output.Say(e.Message);
            return ExitCodes.Usage;
        }
        catch (OperationCanceledException)
        {
            output.Say("Đã dừng; chạy lại để tiếp tục, không mất gì / stopped; run again to go on, nothing is lost.");
            return ExitCodes.Failed;
        }
        catch (Exception e) when (e is Azure.RequestFailedException or AggregateException or IOException or UnauthorizedAccessException)
        {
            output.Say($"{e.GetType().Name}: {e.Message.Split('\n')[0]}");
            return ExitCodes.Failed;
        }
    }

    /// <summary>The period of an id.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Domain.Periods.Period Period(string id) => Domain.Periods.Period.Parse(id);
}
