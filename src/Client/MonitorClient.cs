using FlextMonitor.Client.Connection;
using FlextMonitor.Client.Http;
using FlextMonitor.Client.State;
using FlextMonitor.Client.Watching;
using FlextMonitor.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlextMonitor.Client;

/// <summary>A client of one hub. It connects when it is started, and goes on for ever, or until it is disposed of or refused for good.</summary>
public sealed class MonitorClient : IMonitor, IAsyncDisposable
{
    /// <summary>How long a connection for HTTP is used: a hub that has moved is found by its name again.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly MonitorState _state;
    private readonly StateReading _reading;
    private readonly HubSession _session;
    private readonly HubCalls _calls;
    private readonly HubRecords _records;
    private readonly HttpClient _http;
    private readonly ITokens _tokens;
    private readonly ClientMetrics _metrics;
    private readonly Lock _gate = new();
    private Task? _running;
    private Task? _disposing;

    internal MonitorClient(MonitorClientOptions options, ClientMetrics metrics, TimeProvider time, ILoggerFactory loggers)
    {
        var clock = new HubClock(time);
        var address = HubAddress.Of(options.Address!);
        _metrics = metrics;
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime, UseCookies = false }) { BaseAddress = address, Timeout = options.Timeout };
        _tokens = options.TokenSource is { } source ? new TimedTokens(source, options.Timeout / 2, time)
            : options.Token is { } token ? new ServiceToken(token)
            : new AccountTokens(_http, options.Email!, options.Password!, time);
        var links = new HubLinks(address, options, _tokens, new UnreadableMessages(metrics, loggers.CreateLogger<UnreadableMessages>()), time);
        var reconnects = new Reconnects(_tokens, new RetryWaits(options.FirstRetry, options.LongestRetry));
        _state = new MonitorState(clock, metrics, time);
        _reading = new StateReading(_state, time);
        _session = new HubSession(links, reconnects, _state, clock, options, metrics, time, loggers.CreateLogger<HubSession>());
        _calls = new HubCalls(() => _session.Open, options.Timeout, metrics, time);
        _records = new HubRecords(new HubHttp(_http, _tokens, metrics, time, _stopping.Token));
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
    public IAsyncEnumerable<MonitorChange> WatchAsync(WatchFilter? filter = null, CancellationToken cancellationToken = default) => _reading.WatchAsync(filter, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<MonitorEvent> EventsAsync(CancellationToken cancellationToken = default) => _reading.EventsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<MonitorSnapshot> WaitForAsync(Predicate<MonitorSnapshot> condition, CancellationToken cancellationToken = default) => _reading.WaitForAsync(condition, cancellationToken);

    /// <inheritdoc/>
    public Task<ExecutionData> GetExecutionAsync(string source, string id, CancellationToken cancellationToken = default) =>
        _calls.AskAsync<ExecutionData>(HubMethods.GetExecution, [source, id], cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LogLine> StreamLogsAsync(
        string source, string executionId, int tailLines = 0, bool follow = false, CancellationToken cancellationToken = default) =>
        _calls.StreamAsync<LogLine>(HubMethods.StreamLogs, [source, executionId, tailLines, follow], cancellationToken);

    /// <inheritdoc/>
    public Task<ExecutionData> RunPipelineAsync(string source, string pipelineId, bool fullRefresh = false, CancellationToken cancellationToken = default) =>
        _calls.ChangeAsync<ExecutionData>(HubMethods.RunPipeline, [source, pipelineId, fullRefresh], cancellationToken);

    /// <inheritdoc/>
    public Task CancelExecutionAsync(string source, string id, CancellationToken cancellationToken = default) =>
        _calls.ChangeAsync<object>(HubMethods.CancelExecution, [source, id], cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedRun> SearchRunsAsync(RunQuery? query = null, CancellationToken cancellationToken = default) =>
        _records.SearchRunsAsync(query ?? new RunQuery(), cancellationToken);

    /// <inheritdoc/>
    public Task<SourceHistory> GetHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _records.GetHistoryAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(string problemId, TimeSpan duration, string? note = null, CancellationToken cancellationToken = default) =>
        _records.AcknowledgeAsync(problemId, duration, note, cancellationToken);

    /// <inheritdoc/>
    public Task TakeBackAcknowledgementAsync(string problemId, CancellationToken cancellationToken = default) =>
        _records.TakeBackAcknowledgementAsync(problemId, cancellationToken);

    /// <inheritdoc/>
    public Task<Silence> SilenceAsync(Silence silence, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(silence);
        return _records.SilenceAsync(silence, cancellationToken);
    }

    /// <inheritdoc/>
    public Task EndSilenceAsync(string id, CancellationToken cancellationToken = default) => _records.EndSilenceAsync(id, cancellationToken);

    /// <summary>Ends every reader, wait and call, and closes the connection. It may be called at any moment, by a reader or a token source too, and more than once.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            // A container disposes of it once for each service that it is.
            return new ValueTask(_disposing ??= Task.Run(StopAsync));
        }
    }

    /// <summary>Starts to connect, once.</summary>
    internal void Begin()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposing is not null, this);
            _running ??= Task.Run(() => _session.RunAsync(_stopping.Token));
        }
    }

    private async Task StopAsync()
    {
        // Readers first: they need not wait for the connection to close.
        _state.Stopped("the client was stopped", null);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await (_running ?? Task.CompletedTask).ConfigureAwait(false);
        _stopping.Dispose();
        (_tokens as IDisposable)?.Dispose();
        _http.Dispose();
        _metrics.Dispose();
    }
}
