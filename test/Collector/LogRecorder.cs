using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Collector.Tests;

/// <summary>Records log entries.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<(int Event, string Text)> _lines = new();

    public IReadOnlyList<(int Event, string Text)> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Recording(_lines);

    public void Dispose()
    {
        // Nothing to dispose.
    }

    private sealed class Recording(ConcurrentQueue<(int Event, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((eventId.Id, formatter(state, exception) + exception));
    }
}
