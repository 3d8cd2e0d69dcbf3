using System.Collections;
using GovPipeline.Domain.Privacy;
using Microsoft.Extensions.Logging;

namespace GovPipeline.Pipeline.Running;

/// <summary>
/// Looks at every line of every log, of whichever library it is, before any provider has it: what names a person in the message, its
/// values or its exception is masked. Messages of errors are screened where they are made; this is the last guard.
/// </summary>
/// <param name="inner">What makes the loggers.</param>
/// <param name="guard">What masks.</param>
internal sealed class GuardedLogs(ILoggerFactory inner, PersonalDataGuard guard) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public ILogger CreateLogger(string categoryName) => new Guarded(inner.CreateLogger(categoryName), guard);

    public void Dispose() => inner.Dispose();

    private sealed class Guarded(ILogger inner, PersonalDataGuard guard) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => state is string text ? inner.BeginScope(guard.Masked(text)) : inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (inner.IsEnabled(logLevel))
            {
                var line = new Line(guard.Masked(formatter(state, exception)), state as IEnumerable<KeyValuePair<string, object?>> ?? [], guard);
                var masked = Masked(exception);
                inner.Log(logLevel, eventId, line, masked, (l, _) => l.Text);
            }
        }

        private Exception? Masked(Exception? exception)
        {
            var text = exception?.ToString() ?? string.Empty;
            var masked = guard.Masked(text);
            return masked == text ? exception : new MaskedException(masked);
        }
    }

    /// <summary>A line as providers see it: a text, and named values.</summary>
    private sealed class Line(string text, IEnumerable<KeyValuePair<string, object?>> values, PersonalDataGuard guard)
        : IReadOnlyList<KeyValuePair<string, object?>>
    {
        private readonly KeyValuePair<string, object?>[] _values =
            [.. values.Select(v => v.Value is null or bool or int or long or double or decimal ? v : new(v.Key, guard.Masked($"{v.Value}")))];

        public string Text => text;

        public int Count => _values.Length;

        public KeyValuePair<string, object?> this[int index] => _values[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

        public override string ToString() => text;

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>What is left of an exception whose words name a person.</summary>
    private sealed class MaskedException(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
