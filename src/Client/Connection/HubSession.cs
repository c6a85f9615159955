using FlextMonitor.Client.State;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Client.Connection;

/// <summary>
/// Keeps the client connected: tries for ever, the first time too, waits as the hub asks, and stops only where trying again would not help.
/// </summary>
internal sealed partial class HubSession(
    HubLinks links, Reconnects reconnects, MonitorState state, HubClock clock, MonitorClientOptions options, ClientMetrics metrics, TimeProvider time, ILogger<HubSession> logger)
{
    /// <summary>How long after its opening a connection has sent everything that is there.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);

    /// <summary>How often the hub is asked for its time: clocks drift, and may be set.</summary>
    private static readonly TimeSpan ClockInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long the end of a connection may take on which a call has failed.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly Transports _transports = new(time);
    private readonly Lock _gate = new();
    private HubLink? _current;
    private HubConnection? _open;
    private string? _logged;

    /// <summary>The connection, for calls; null while the client is not connected.</summary>
    public HubConnection? Open
    {
        get
        {
            lock (_gate)
            {
                return _open;
            }
        }
    }

    /// <summary>Runs until cancelled, or until the hub refuses the client for good. Never throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await TryOnceAsync(cancellationToken).ConfigureAwait(false) is { } wait)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Whatever the end of an attempt is called.
            state.Stopped("the client was stopped", null);
        }
    }

    /// <summary>Connects, and waits until the connection ends.</summary>
    /// <returns>How long to wait before the next attempt; null to stop trying.</returns>
    private async Task<TimeSpan?> TryOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var link = links.Create(_transports.Next);
            await using var ends = link.ConfigureAwait(false);
            Begin(link);
            Subscribe(link, state.Opening());
            return await TryAsync(link, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody else would notice that the client does not try any more.
            Log.Failed(logger, exception);
            return Lost(reconnects.AfterFault(exception));
        }
        finally
        {
            End();
        }
    }

    private void Begin(HubLink link)
    {
        lock (_gate)
        {
            _current = link;
        }
    }

    // A program that has seen a value of the hub may call it at once, although the hub was not asked for its time yet. Called with every message: only the first takes the lock.
    private void NoteOpen(HubLink link)
    {
        if (Volatile.Read(ref _open) == link.Hub)
        {
            return;
        }

        lock (_gate)
        {
            _open = _current == link ? link.Hub : _open;
        }
    }

    private void End()
    {
        lock (_gate)
        {
            (_current, _open) = (null, null);
        }
    }

    private async Task<TimeSpan?> TryAsync(HubLink link, CancellationToken cancellationToken)
    {
        try
        {
            await OpenAsync(link, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A hub that lets the caller in and then closes says why, but not before a call fails.
            await link.DrainAsync(DrainTime, time, cancellationToken).ConfigureAwait(false);
            End();
            cancellationToken.ThrowIfCancellationRequested();
            return Follow(link.Closing is { } closing ? reconnects.AfterClosing(closing) : AfterFailure(link, exception), exception);
        }

        Opened(link);
        var end = await WatchAsync(link, cancellationToken).ConfigureAwait(false);
        End();
        return Follow(link.Closing is { } notice ? reconnects.AfterClosing(notice) : reconnects.AfterLoss(end), end);
    }

    private void Subscribe(HubLink link, int connection)
    {
        foreach (var descriptor in MessageDescriptors.All.Where(descriptor => descriptor.Method is not null))
        {
            link.Hub.On(descriptor.Method!, [descriptor.Type], arguments =>
            {
                NoteOpen(link);
                if (arguments[0] is SourceMessage message && IsWanted(message.Source))
                {
                    state.Take(message, connection);
                }

                return Task.CompletedTask;
            });
        }
    }

    // Until the hub has taken the names, it sends everything.
    private bool IsWanted(string source) => options.Sources.Count == 0 || source == SourceNames.Monitor || options.Sources.Contains(source);

    private async Task OpenAsync(HubLink link, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await link.OpenAsync(either.Token).ConfigureAwait(false);
        if (options.Sources.Count > 0)
        {
            await link.Hub.InvokeCoreAsync<object>(HubMethods.Watch, [options.Sources.ToArray()], either.Token).ConfigureAwait(false);
        }

        await AskClockAsync(link.Hub, either.Token).ConfigureAwait(false);
    }

    private void Opened(HubLink link)
    {
        _transports.Opened();
        NoteOpen(link);
        state.Opened();
        Log.Connected(logger, options.Address!);
        _logged = null;
    }

    private Task AskClockAsync(HubConnection hub, CancellationToken cancellationToken)
    {
        clock.Reset();
        return clock.AskAsync(() => hub.InvokeCoreAsync<DateTimeOffset>(HubMethods.Clock, [], cancellationToken));
    }

    private async Task<Exception?> WatchAsync(HubLink link, CancellationToken cancellationToken)
    {
        if (await HasPassedAsync(SettleTime, link.Ended, cancellationToken).ConfigureAwait(false))
        {
            reconnects.Settled();
            state.Settled();
        }

        while (await HasPassedAsync(ClockInterval, link.Ended, cancellationToken).ConfigureAwait(false))
        {
            await RenewClockAsync(link.Hub, cancellationToken).ConfigureAwait(false);
        }

        return await link.Ended.ConfigureAwait(false);
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

    private async Task RenewClockAsync(HubConnection hub, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await AskClockAsync(hub, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The offset of before stays. If the connection is lost, its end says so.
            Log.ClockUnknown(logger, exception);
        }
    }

    private Verdict AfterFailure(HubLink link, Exception exception)
    {
        var failure = ConnectFailure.Of(exception, options.Address!);
        metrics.NotConnected(failure.IsRefusal);
        if (link.IsTransportBlocked && _transports.Failed())
        {
            return Reconnects.AfterBlocked(ConnectFailure.Blocked(options.Address!));
        }

        _transports.StartOver();
        return reconnects.AfterFailure(failure, failure.RetryAfter ?? link.AskedWait);
    }

    private TimeSpan? Follow(Verdict verdict, Exception? cause) => verdict.Wait is null ? Stop(verdict.Reason, cause) : Lost(verdict);

    private TimeSpan? Stop(string reason, Exception? cause)
    {
        var error = cause is null ? new MonitorRefusedException(reason) : new MonitorRefusedException(reason, cause);
        Log.Stopped(logger, options.Address!, reason);
        state.Stopped(reason, error);
        return null;
    }

    // Logs each change, not each attempt.
    private TimeSpan? Lost(Verdict verdict)
    {
        state.Lost(verdict.Reason);
        if (_logged != verdict.Reason)
        {
            _logged = verdict.Reason;
            Log.Lost(logger, verdict.Reason);
        }

        return verdict.Wait;
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

        [LoggerMessage(5006, LogLevel.Error, "The client failed in a way that was not foreseen, and tries again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
