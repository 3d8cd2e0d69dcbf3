using Microsoft.Extensions.Logging;

namespace GovPipeline.Pipeline;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "{Job} {Subject} started")]
    public static partial void Started(ILogger logger, string job, string subject);

    [LoggerMessage(1002, LogLevel.Information, "{Job} {Subject} {Outcome}: {Rows} rows, {Bytes} bytes, {Milliseconds} ms. {Note}")]
    public static partial void Ended(ILogger logger, string job, string subject, string outcome, long rows, long bytes, double milliseconds, string note);

    [LoggerMessage(1003, LogLevel.Error, "{Job} {Subject} failed: {Error}")]
    public static partial void Failed(ILogger logger, string job, string subject, string error, Exception? exception);

    [LoggerMessage(1004, LogLevel.Warning, "{File} was refused: {Error}")]
    public static partial void Refused(ILogger logger, string file, string error);

    [LoggerMessage(1005, LogLevel.Warning, "Mail {Mail} was not sent (try {Attempt}): {Error}")]
    public static partial void MailFailed(ILogger logger, string mail, int attempt, string error);
}
