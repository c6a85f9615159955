using System.Collections.Concurrent;
using FlextMonitor.Contracts;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Client.Connection;

/// <summary>
/// Notices messages that cannot be read. SignalR drops them and tells its log only, so this takes the place of that log; each method is reported once.
/// </summary>
internal sealed partial class UnreadableMessages(ClientMetrics metrics, ILogger<UnreadableMessages> logger) : ILoggerFactory, ILogger
{
    private const string BindingFailure = "ArgumentBindingFailure";
    private const string Method = "MethodName";

    private static readonly HashSet<string> Known = [.. MessageDescriptors.All.Select(descriptor => descriptor.Method).OfType<string>(), nameof(IDashboardClient.Closing)];

    private readonly ConcurrentDictionary<string, bool> _reported = new();

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name != BindingFailure || state is not IEnumerable<KeyValuePair<string, object?>> values)
        {
            return;
        }

        // A method that this release does not know is none of its messages.
        if (values.FirstOrDefault(value => value.Key == Method).Value is not string method || !Known.Contains(method))
        {
            return;
        }

        metrics.Unreadable(method);
        if (_reported.TryAdd(method, true))
        {
            Report.Unreadable(logger, method, exception?.GetBaseException().Message ?? "");
        }
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("SignalR's log goes nowhere else.");

    public void Dispose()
    {
    }

    private static partial class Report
    {
        [LoggerMessage(5004, LogLevel.Warning, "A message {Method} of the hub cannot be read, so what it says is missing: {Reason}. The hub may be of another release than this client.")]
        public static partial void Unreadable(ILogger logger, string method, string reason);
    }
}
