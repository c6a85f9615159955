using System.Collections.Concurrent;
using Serilog.Extensions.Logging;

namespace FlextMonitor.Web.Logs;

/// <summary>
/// One logger for each category. Serilog's factory makes a new one, with caches of its own, at every call, and the framework calls it several times for each request and each
/// connection of the hub, which keeps them.
/// </summary>
/// <param name="serilog">Makes the loggers. It is disposed with this.</param>
internal sealed class SharedLoggers(SerilogLoggerFactory serilog) : ILoggerFactory
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, static (category, serilog) => serilog.CreateLogger(category), serilog);

    public void AddProvider(ILoggerProvider provider) => serilog.AddProvider(provider);

    public void Dispose() => serilog.Dispose();
}
