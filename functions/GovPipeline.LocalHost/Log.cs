using Microsoft.Extensions.Logging;

namespace GovPipeline.LocalHost;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "A message of {Queue} failed (try {Attempt}): {Error}")]
    public static partial void MessageFailed(ILogger logger, string queue, long attempt, string error);

    [LoggerMessage(2002, LogLevel.Error, "{Job} failed: {Error}")]
    public static partial void JobFailed(ILogger logger, string job, string error);

    [LoggerMessage(2003, LogLevel.Information, "{Job} runs next at {Next}")]
    public static partial void NextRun(ILogger logger, string job, string next);
}
