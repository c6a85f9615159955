using System.Collections.Concurrent;
using FlextMonitor.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Tests.Storage;

/// <summary>A host that has started with the rooms that a test adds, and a data directory of its own.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly DirectoryInfo _folder;
    private readonly RecordedErrors _errors;

    private StoreHost(IHost host, DirectoryInfo folder, RecordedErrors errors)
    {
        _host = host;
        _folder = folder;
        _errors = errors;
    }

    public IServiceProvider Services => _host.Services;

    public string DataDirectory => _folder.FullName;

    /// <summary>What was logged as an error.</summary>
    public IReadOnlyCollection<string> Errors => _errors.Messages;

    public static Task<StoreHost> StartAsync(Action<IServiceCollection> add, params (string Key, string Value)[] settings) =>
        StartAsync(add, CancellationToken.None, settings);

    public static async Task<StoreHost> StartAsync(Action<IServiceCollection> add, CancellationToken cancellationToken, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("store-host-test-");
        var errors = new RecordedErrors();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.FullName });
        builder.Configuration.AddInMemoryCollection(settings.Append(("DataDirectory", folder.FullName)).DistinctBy(setting => setting.Item1).Select(setting => KeyValuePair.Create<string, string?>(setting.Item1, setting.Item2)));
        builder.Logging.AddProvider(errors);
        add(builder.Services);
        var host = new StoreHost(builder.Build(), folder, errors);
        try
        {
            await host._host.StartAsync(cancellationToken).DefaultTimeout();
            return host;
        }
        catch
        {
            // It has not started, so it cannot be stopped.
            host._host.Dispose();
            folder.Delete(recursive: true);
            throw;
        }
    }

    public Task<HealthReport> HealthAsync() => Services.GetRequiredService<HealthCheckService>().CheckHealthAsync().DefaultTimeout();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().DefaultTimeout();
        _host.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class RecordedErrors : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Messages.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
