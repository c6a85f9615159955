using System.Threading.Channels;
using FlextMonitor.Client.State;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Client.Connection;

/// <summary>
/// Keeps the client connected: tries for ever, the first time too, waits as the hub asks, and stops only where trying again would not help.
/// </summary>
internal sealed partial class HubSession(
    HubConnection hub, ITokens tokens, MonitorState state, HubClock clock, MonitorClientOptions options, ClientMetrics metrics, TimeProvider time, ILogger<HubSession> logger)
{
    /// <summary>After how many refusals in a row the client stops.</summary>
    public const int MostRefusals = 3;

    /// <summary>How long after its opening a connection has sent everything that is there.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);

    private readonly Channel<Exception?> _ends = Channel.CreateBounded<Exception?>(1);
    private Closing? _closing;
    private int _attempts;
    private int _refusals;
    private string? _logged;

    /// <summary>Runs until cancelled, or until the hub refuses the client for good.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Subscribe();
        try
        {
            while (await TryOnceAsync(cancellationToken).ConfigureAwait(false) is { } wait)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            state.Stopped("the client was stopped", null);
        }
        finally
        {
            await hub.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Subscribe()
    {
        foreach (var descriptor in MessageDescriptors.All.Where(descriptor => descriptor.Method is not null))
        {
            hub.On(descriptor.Method!, [descriptor.Type], arguments =>
            {
                if (arguments[0] is SourceMessage message && IsWanted(message.Source))
                {
                    metrics.Received();
                    state.Take(message);
                }

                return Task.CompletedTask;
            });
        }

        hub.On<Closing>(nameof(IDashboardClient.Closing), notice => _closing = notice);
        hub.Closed += exception =>
        {
            _ends.Writer.TryWrite(exception);
            return Task.CompletedTask;
        };
    }

    // Until the hub has taken the names, it sends everything.
    private bool IsWanted(string source) => options.Sources.Count == 0 || source == SourceNames.Monitor || options.Sources.Contains(source);

    /// <summary>Connects, and waits until the connection ends.</summary>
    /// <returns>How long to wait before the next attempt; null if there is none.</returns>
    private async Task<TimeSpan?> TryOnceAsync(CancellationToken cancellationToken)
    {
        _closing = null;
        try
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await hub.StopAsync(CancellationToken.None).ConfigureAwait(false);
            return AfterFailure(ConnectFailure.Of(exception, options.Address!), exception);
        }

        (_attempts, _refusals) = (0, 0);
        Log.Connected(logger, options.Address!);
        _logged = null;
        var end = await WatchAsync(cancellationToken).ConfigureAwait(false);
        return AfterEnd(end);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (_ends.Reader.TryRead(out _))
        {
            // The end of an earlier connection.
        }

        metrics.Connecting();
        state.Opening();
        await hub.StartAsync(either.Token).ConfigureAwait(false);
        if (options.Sources.Count > 0)
        {
            await hub.InvokeAsync(HubMethods.Watch, options.Sources.ToArray(), either.Token).ConfigureAwait(false);
        }

        clock.Reset();
        await clock.AskAsync(() => hub.InvokeAsync<DateTimeOffset>(HubMethods.Clock, either.Token)).ConfigureAwait(false);
        state.Opened();
    }

    private async Task<Exception?> WatchAsync(CancellationToken cancellationToken)
    {
        var ended = _ends.Reader.ReadAsync(cancellationToken).AsTask();
        if (await Task.WhenAny(ended, Task.Delay(SettleTime, time, cancellationToken)).ConfigureAwait(false) != ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            state.Settled();
        }

        return await ended.ConfigureAwait(false);
    }

    private TimeSpan? AfterFailure(ConnectFailure failure, Exception exception)
    {
        if (failure.IsRefusal && ++_refusals >= MostRefusals)
        {
            return Stop($"{failure.Text.TrimEnd('.')}. The client has tried {MostRefusals} times and stops.", exception);
        }

        if (failure.IsRefusal)
        {
            tokens.Refused();
        }

        Lost(failure.Text);
        return NextWait();
    }

    private TimeSpan? AfterEnd(Exception? end)
    {
        switch (_closing)
        {
            case { Reason: ClosingReason.SignedOut }:
                return Stop("The session was ended.", end);
            case { Reason: ClosingReason.Forbidden }:
                return Stop("The right to watch was taken back.", end);
            case { Reason: ClosingReason.Expired }:
                tokens.Refused();
                Lost("the hub closed the connection: the credentials have expired");
                return TimeSpan.Zero;
            case { } closing:
                Lost($"the hub closed the connection ({closing.Reason})");
                return TimeSpan.FromSeconds(Math.Max(closing.RetryAfterSeconds, 0));
            default:
                Lost(end is null ? "the connection was closed" : $"the connection was lost: {end.Message}");
                return NextWait();
        }
    }

    private TimeSpan? Stop(string reason, Exception? cause)
    {
        var error = cause is null ? new MonitorRefusedException(reason) : new MonitorRefusedException(reason, cause);
        Log.Stopped(logger, options.Address!, reason);
        state.Stopped(reason, error);
        return null;
    }

    // Logs each change, not each attempt.
    private void Lost(string reason)
    {
        state.Lost(reason);
        if (_logged != reason)
        {
            _logged = reason;
            Log.Lost(logger, reason);
        }
    }

    // Full jitter: clients of a hub that comes back do not come all at once.
    private TimeSpan NextWait()
    {
        var ceiling = options.FirstRetry * Math.Pow(2, Math.Min(_attempts++, 30));
        return Random.Shared.NextDouble() * (ceiling < options.LongestRetry ? ceiling : options.LongestRetry);
    }

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Information, "Connected to {Address}")]
        public static partial void Connected(ILogger logger, Uri address);

        [LoggerMessage(5002, LogLevel.Warning, "Not connected: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);

        [LoggerMessage(5003, LogLevel.Error, "Stopped trying to connect to {Address}: {Reason}")]
        public static partial void Stopped(ILogger logger, Uri address, string reason);
    }
}
