using System.Runtime.CompilerServices;
using FlextMonitor.Client.Connection;
using FlextMonitor.Client.State;
using FlextMonitor.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlextMonitor.Client;

/// <summary>A client of one hub. It connects when it is started, and goes on for ever, or until it is disposed of or refused for good.</summary>
public sealed class MonitorClient : IMonitor, IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly MonitorState _state;
    private readonly HubSession _session;
    private readonly HubCalls _calls;
    private readonly HttpClient _http;
    private readonly ITokens _tokens;
    private readonly ClientMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private Task? _running;

    internal MonitorClient(MonitorClientOptions options, ClientMetrics metrics, TimeProvider time, ILoggerFactory loggers)
    {
        var clock = new HubClock(time);
        var address = HubAddress.Of(options.Address!);
        (_metrics, _time) = (metrics, time);
        _http = new HttpClient { BaseAddress = address, Timeout = options.Timeout };
        _tokens = options.TokenSource is { } source ? new GivenTokens(source)
            : options.Token is { } token ? new GivenTokens(_ => ValueTask.FromResult<string?>(token))
            : new AccountTokens(_http, options.Email!, options.Password!, time);
        var hub = HubAddress.Connection(address, options, _tokens);
        _state = new MonitorState(clock, time);
        _calls = new HubCalls(hub);
        _session = new HubSession(hub, _tokens, _state, clock, options, metrics, time, loggers.CreateLogger<HubSession>());
    }

    /// <inheritdoc/>
    public MonitorSnapshot Current => _state.Snapshot();

    /// <summary>Starts a client without dependency injection. It is not connected yet: <see cref="WaitForAsync"/> waits for that.</summary>
    /// <param name="options">Where the hub is, and who asks.</param>
    /// <param name="loggers">Receives its log; without it nothing is logged.</param>
    /// <param name="time">Its clock; the system's by default.</param>
    /// <exception cref="ArgumentException">An option is wrong. The message names each.</exception>
    public static MonitorClient Start(MonitorClientOptions options, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (new MonitorClientOptionsCheck().Validate(null, options) is { Failed: true, FailureMessage: var failure })
        {
            throw new ArgumentException(failure, nameof(options));
        }

        var client = new MonitorClient(options, new ClientMetrics(), time ?? TimeProvider.System, loggers ?? NullLoggerFactory.Instance);
        client.Begin();
        return client;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MonitorChange> WatchAsync(WatchFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reader = _state.AddReader(filter is null ? _ => true : filter.Includes);
        try
        {
            await foreach (var change in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            _state.Remove(reader);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MonitorEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reader = _state.AddEventReader();
        try
        {
            await foreach (var happened in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return happened;
            }
        }
        finally
        {
            _state.Remove(reader);
        }
    }

    /// <inheritdoc/>
    public async Task<MonitorSnapshot> WaitForAsync(Predicate<MonitorSnapshot> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        while (true)
        {
            var changed = _state.NextChange;
            var snapshot = Current;
            if (condition(snapshot))
            {
                return snapshot;
            }

            if (snapshot.Connection.Error is { } error)
            {
                throw error;
            }

            // The age of a source grows without a change.
            await changed.WaitAsync(LookAgain, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public Task<ExecutionData> GetExecutionAsync(string source, string id, CancellationToken cancellationToken = default) =>
        _calls.CallAsync<ExecutionData>(HubMethods.GetExecution, [source, id], cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LogLine> StreamLogsAsync(
        string source, string executionId, int tailLines = 0, bool follow = false, CancellationToken cancellationToken = default) =>
        _calls.StreamAsync<LogLine>(HubMethods.StreamLogs, [source, executionId, tailLines, follow], cancellationToken);

    /// <inheritdoc/>
    public Task<ExecutionData> RunPipelineAsync(string source, string pipelineId, bool fullRefresh = false, CancellationToken cancellationToken = default) =>
        _calls.CallAsync<ExecutionData>(HubMethods.RunPipeline, [source, pipelineId, fullRefresh], cancellationToken);

    /// <inheritdoc/>
    public Task CancelExecutionAsync(string source, string id, CancellationToken cancellationToken = default) =>
        _calls.CallAsync(HubMethods.CancelExecution, [source, id], cancellationToken);

    /// <summary>Closes the connection and ends every reader.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await (_running ?? Task.CompletedTask).ConfigureAwait(false);
        _stopping.Dispose();
        (_tokens as IDisposable)?.Dispose();
        _http.Dispose();
        _metrics.Dispose();
    }

    /// <summary>Starts to connect, once.</summary>
    internal void Begin()
    {
        lock (_gate)
        {
            _running ??= Task.Run(() => _session.RunAsync(_stopping.Token));
        }
    }
}
