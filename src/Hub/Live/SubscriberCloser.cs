using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>Closes connections in a way that lets or stops a subscriber from reconnecting.</summary>
/// <remarks>
/// A requested close keeps a stock client's automatic reconnect, and an abort stops it. So <see cref="ClosingReason.Restarting"/>,
/// <see cref="ClosingReason.Slow"/> and <see cref="ClosingReason.Expired"/> use the former, and the other reasons the latter.
/// </remarks>
internal sealed partial class SubscriberCloser(LiveMetrics metrics, TimeProvider time, ILogger<SubscriberCloser> logger)
{
    /// <summary>
    /// How long the closing notification and the close may take together before the connection is aborted. With <see cref="RightsSweep.Period"/> before and the period of
    /// <see cref="SubscriberSweep"/> after it, a connection ends within 5 s of the right to it, also if its client does not read.
    /// </summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Sends the reason and closes the connection. Returns at once and continues in the background; <see cref="AbortIfStuck"/> ends a connection that does not close.</summary>
    public void Close(Subscriber subscriber, ClosingReason reason, TimeSpan retryAfter)
    {
        var closing = new Closing { Reason = reason, RetryAfterSeconds = retryAfter.TotalSeconds };

        // A slow subscriber would not read a notification either.
        Action? notify = reason == ClosingReason.Slow ? null : () => _ = NotifyAndEndAsync(subscriber.Connection, closing);
        var (first, isWriting) = subscriber.BeginClosing(time.GetTimestamp(), notify);
        if (!first)
        {
            return;
        }

        metrics.Closed(reason);
        LogClosing(subscriber.Connection, reason);
        if (!isWriting)
        {
            _ = NotifyAndEndAsync(subscriber.Connection, closing);
        }
        else if (notify is null)
        {
            End(subscriber.Connection, reason);
        }
    }

    /// <summary>Sends the reason and closes the connection.</summary>
    /// <param name="connection">A connection without an earlier write, so that the notification need not wait.</param>
    /// <param name="reason">The reason that the subscriber receives.</param>
    public Task RefuseAsync(HubConnectionContext connection, ClosingReason reason)
    {
        metrics.Closed(reason);
        LogClosing(connection, reason);
        return NotifyAndEndAsync(connection, new Closing { Reason = reason, RetryAfterSeconds = 0 });
    }

    /// <summary>Aborts a connection that has been closing for longer than <see cref="CloseTimeout"/>. The periodic sweep calls it, which saves a timer for each connection.</summary>
    public void AbortIfStuck(Subscriber subscriber)
    {
        if (subscriber.Snapshot().ClosingSince is { } since && time.GetElapsedTime(since) >= CloseTimeout)
        {
            Log.Abort(logger, subscriber.Connection.ConnectionId);
            Abort(subscriber.Connection);
        }
    }

    private static void Abort(HubConnectionContext connection)
    {
        try
        {
            connection.Features.Get<IConnectionLifetimeFeature>()?.Abort();
        }
        catch (ObjectDisposedException)
        {
            // The connection and its request ended at the same moment.
        }
    }

    private void LogClosing(HubConnectionContext connection, ClosingReason reason)
    {
        if (reason == ClosingReason.Restarting)
        {
            // When the host stops, ConnectionDrainer logs one line for all connections.
            Log.Restarting(logger, connection.ConnectionId);
        }
        else
        {
            Log.Closing(logger, connection.ConnectionId, reason);
        }
    }

    // A write never fails: SignalR logs the cause and aborts the connection instead.
    private static async Task NotifyAndEndAsync(HubConnectionContext connection, Closing closing)
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

        [LoggerMessage(2012, LogLevel.Debug, "Asking connection {ConnectionId} to reconnect")]
        public static partial void Restarting(ILogger logger, string connectionId);

        [LoggerMessage(2013, LogLevel.Debug, "Connection {ConnectionId} did not close in time and is aborted")]
        public static partial void Abort(ILogger logger, string connectionId);
    }
}
