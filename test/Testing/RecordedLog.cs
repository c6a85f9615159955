using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Testing;

/// <summary>A log that a test can read, also after the host that wrote it is gone. It takes every level.</summary>
public sealed class RecordedLog : ILogger
{
    private readonly ConcurrentQueue<RecordedLogEntry> _entries = new();

    /// <summary>What was logged, the oldest first.</summary>
    public IReadOnlyList<RecordedLogEntry> Entries => [.. _entries];

    /// <summary>This log as that of a class.</summary>
    public ILogger<T> For<T>() => new Typed<T>(this);

    /// <summary>Has a host write to this log.</summary>
    public ILoggerProvider CreateProvider() => new Provider(this);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        var text = formatter(state, exception);
        if (logLevel >= LogLevel.Information)
        {
            HostLog.Write($"{text} {exception}");
        }

        _entries.Enqueue(new RecordedLogEntry(logLevel, eventId.Id, text, exception));
    }

    private sealed class Provider(RecordedLog log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
            // The log stays.
        }
    }

    private sealed class Typed<T>(RecordedLog log) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Log(logLevel, eventId, state, exception, formatter);
    }
}
