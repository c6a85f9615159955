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
    HubConnection hub, AskedWait asked, ITokens tokens, MonitorState state, HubClock clock, MonitorClientOptions options, ClientMetrics metrics, TimeProvider time, ILogger<HubSession> logger)
{
    /// <summary>After how many refusals in a row the client stops.</summary>
    public const int MostRefusals = 3;

    /// <summary>How long after its opening a connection has sent everything that is there.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);

    /// <summary>How often the hub is asked for its time: clocks drift, and may be set.</summary>
    private static readonly TimeSpan ClockInterval = TimeSpan.FromMinutes(1);

    private readonly Channel<Exception?> _ends = Channel.CreateBounded<Exception?>(1);
    private readonly RetryWaits _waits = new(options.FirstRetry, options.LongestRetry);
    private Closing? _closing;
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

            // A hub that lets the caller in and then closes has said why.
            return _closing is null ? AfterFailure(ConnectFailure.Of(exception, options.Address!), exception) : AfterEnd(exception);
        }

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

        asked.Value = null;
        state.Opening();
        await hub.StartAsync(either.Token).ConfigureAwait(false);
        if (options.Sources.Count > 0)
        {
            await hub.InvokeCoreAsync<object>(HubMethods.Watch, [options.Sources.ToArray()], either.Token).ConfigureAwait(false);
        }

        clock.Reset();
        await AskClockAsync(either.Token).ConfigureAwait(false);
        state.Opened();
    }

    private Task AskClockAsync(CancellationToken cancellationToken) =>
        clock.AskAsync(() => hub.InvokeCoreAsync<DateTimeOffset>(HubMethods.Clock, [], cancellationToken));

    private async Task<Exception?> WatchAsync(CancellationToken cancellationToken)
    {
        var ended = _ends.Reader.ReadAsync(cancellationToken).AsTask();
        if (await HasPassedAsync(SettleTime, ended, cancellationToken).ConfigureAwait(false))
        {
            // Only now: a hub that lets a caller in and closes at once must not be asked without a pause.
            _refusals = 0;
            _waits.StartOver();
            state.Settled();
        }

        while (await HasPassedAsync(ClockInterval, ended, cancellationToken).ConfigureAwait(false))
        {
            await RenewClockAsync(cancellationToken).ConfigureAwait(false);
        }

        return await ended.ConfigureAwait(false);
    }

    /// <summary>Whether a time passed before the connection ended.</summary>
    private async Task<bool> HasPassedAsync(TimeSpan interval, Task ended, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var passed = Task.Delay(interval, time, either.Token);
        var isEnded = await Task.WhenAny(ended, passed).ConfigureAwait(false) == ended;
        await either.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return !isEnded;
    }

    private async Task RenewClockAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            clock.Reset();
            await AskClockAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The offset of before stays. If the connection is lost, its end says so.
            Log.ClockUnknown(logger, exception);
        }
    }

    private TimeSpan? AfterFailure(ConnectFailure failure, Exception exception)
    {
        metrics.NotConnected(failure.IsRefusal);
        if (failure.IsRefusal && IsRefusedForGood(failure.Text, exception))
        {
            return null;
        }

        Lost(failure.Text);
        var wait = _waits.Next();
        var least = failure.RetryAfter ?? asked.Value;
        return least > wait ? least : wait;
    }

    private TimeSpan? AfterEnd(Exception? end)
    {
        switch (_closing)
        {
            case { Reason: ClosingReason.SignedOut }:
                return Stop("The session was ended, or the token was revoked.", end);
            case { Reason: ClosingReason.Forbidden }:
                return Stop("The right to watch is missing, or was taken back.", end);
            case { Reason: ClosingReason.Expired }:
                return AfterExpiry(end);
            case { } closing:
                Lost($"the hub closed the connection ({closing.Reason})");
                return TimeSpan.FromSeconds(Math.Max(closing.RetryAfterSeconds, 0));
            default:
                Lost(end is null ? "the connection was closed" : $"the connection was lost: {end.Message}");
                return _waits.Next();
        }
    }

    // Once at once, with fresh credentials.
    private TimeSpan? AfterExpiry(Exception? end)
    {
        const string Expired = "the hub closed the connection: the credentials have expired";
        if (IsRefusedForGood(Expired, end))
        {
            return null;
        }

        Lost(Expired);
        return _refusals == 1 ? TimeSpan.Zero : _waits.Next();
    }

    private bool IsRefusedForGood(string reason, Exception? cause)
    {
        tokens.Refused();
        if (++_refusals < MostRefusals)
        {
            return false;
        }

        Stop($"{reason.TrimEnd('.')}. The client has tried {MostRefusals} times and stops.", cause);
        return true;
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

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Information, "Connected to {Address}")]
        public static partial void Connected(ILogger logger, Uri address);

        [LoggerMessage(5002, LogLevel.Warning, "Not connected: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);

        [LoggerMessage(5003, LogLevel.Error, "Stopped trying to connect to {Address}: {Reason}")]
        public static partial void Stopped(ILogger logger, Uri address, string reason);

        [LoggerMessage(5005, LogLevel.Debug, "The hub was not heard when asked for its time")]
        public static partial void ClockUnknown(ILogger logger, Exception exception);
    }
}
