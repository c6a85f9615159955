using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>Closes connections the way that tells a subscriber whether to come back.</summary>
/// <remarks>
/// A requested close leaves a stock client's automatic reconnect on, an abort stops it: hence the first for
/// <see cref="ClosingReason.Restarting"/>, <see cref="ClosingReason.Slow"/> and <see cref="ClosingReason.Expired"/>, the second for the others.
/// </remarks>
internal sealed partial class SubscriberCloser(LiveMetrics metrics, TimeProvider time, ILogger<SubscriberCloser> logger)
{
    /// <summary>How long a farewell and a polite close may take together before the connection is cut.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Says why, and closes. Returns at once; the closing goes on by itself, and <see cref="CutIfStuck"/> ends one that does not get on.</summary>
    public void Close(Subscriber subscriber, ClosingReason reason, TimeSpan retryAfter)
    {
        var closing = new Closing { Reason = reason, RetryAfterSeconds = retryAfter.TotalSeconds };

        // Who is slow would not take a farewell either.
        Action? farewell = reason == ClosingReason.Slow ? null : () => _ = TellAndEndAsync(subscriber.Connection, closing);
        var (first, isWriting) = subscriber.BeginClosing(time.GetTimestamp(), farewell);
        if (!first)
        {
            return;
        }

        metrics.Closed(reason);
        Note(subscriber.Connection, reason);
        if (!isWriting)
        {
            _ = TellAndEndAsync(subscriber.Connection, closing);
        }
        else if (farewell is null)
        {
            End(subscriber.Connection, reason);
        }
    }

    /// <summary>Says why, and closes.</summary>
    /// <param name="connection">A connection that has been sent nothing yet, so that a farewell does not have to wait.</param>
    /// <param name="reason">What the subscriber is told.</param>
    public Task RefuseAsync(HubConnectionContext connection, ClosingReason reason)
    {
        metrics.Closed(reason);
        Note(connection, reason);
        return TellAndEndAsync(connection, new Closing { Reason = reason, RetryAfterSeconds = 0 });
    }

    /// <summary>Cuts a connection that has been closing for longer than it may take. No timer for each: whoever sweeps asks.</summary>
    public void CutIfStuck(Subscriber subscriber)
    {
        if (subscriber.Snapshot().ClosingSince is { } since && time.GetElapsedTime(since) >= Patience)
        {
            Log.Cut(logger, subscriber.Connection.ConnectionId);
            Cut(subscriber.Connection);
        }
    }

    private static void Cut(HubConnectionContext connection)
    {
        try
        {
            connection.Features.Get<IConnectionLifetimeFeature>()?.Abort();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in this moment, and its request with it.
        }
    }

    private void Note(HubConnectionContext connection, ClosingReason reason)
    {
        if (reason == ClosingReason.Restarting)
        {
            // On a stop there is one line for all of them, by who stops.
            Log.Restarting(logger, connection.ConnectionId);
        }
        else
        {
            Log.Closing(logger, connection.ConnectionId, reason);
        }
    }

    // A write never fails: SignalR logs the cause and aborts the connection instead.
    private static async Task TellAndEndAsync(HubConnectionContext connection, Closing closing)
    {
        await connection.WriteAsync(new InvocationMessage(nameof(IDashboardClient.Closing), [closing])).ConfigureAwait(false);
        End(connection, closing.Reason);
    }

    private static void End(HubConnectionContext connection, ClosingReason reason)
    {
        if (reason is ClosingReason.SignedOut or ClosingReason.Forbidden)
        {
            connection.Abort();
        }
        else
        {
            connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2011, LogLevel.Information, "Closing connection {ConnectionId}: {Reason}")]
        public static partial void Closing(ILogger logger, string connectionId, ClosingReason reason);

        [LoggerMessage(2012, LogLevel.Debug, "Asking connection {ConnectionId} to start over")]
        public static partial void Restarting(ILogger logger, string connectionId);

        [LoggerMessage(2013, LogLevel.Debug, "Connection {ConnectionId} did not close by itself and is cut")]
        public static partial void Cut(ILogger logger, string connectionId);
    }
}
