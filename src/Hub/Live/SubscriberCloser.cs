using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>Closes connections the way that tells a subscriber whether to come back.</summary>
/// <remarks>
/// A requested close leaves a stock client's automatic reconnect on, an abort stops it: hence the first for
/// <see cref="ClosingReason.Restarting"/>, <see cref="ClosingReason.Slow"/> and <see cref="ClosingReason.Expired"/>, the second for the others.
/// </remarks>
internal sealed partial class SubscriberCloser(LiveMetrics metrics, TimeProvider time, ILogger<SubscriberCloser> logger)
{
    /// <summary>How long a farewell, and then a polite close, may take before the connection is cut.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Says why, and closes. Returns at once; the closing goes on by itself and ends within seconds.</summary>
    public void Close(Subscriber subscriber, ClosingReason reason, TimeSpan retryAfter)
    {
        var (first, canWrite) = subscriber.BeginClosing();
        if (!first)
        {
            return;
        }

        metrics.Closed(reason);
        Log.Closing(logger, subscriber.Connection.ConnectionId, reason);
        _ = CloseAsync(subscriber.Connection, new Closing { Reason = reason, RetryAfterSeconds = retryAfter.TotalSeconds }, canWrite);
    }

    /// <inheritdoc cref="Close"/>
    /// <param name="connection">A connection that has been sent nothing yet.</param>
    /// <param name="reason">What the subscriber is told.</param>
    public async Task RefuseAsync(HubConnectionContext connection, ClosingReason reason)
    {
        metrics.Closed(reason);
        Log.Closing(logger, connection.ConnectionId, reason);
        await CloseAsync(connection, new Closing { Reason = reason, RetryAfterSeconds = 0 }, canWrite: true).ConfigureAwait(false);
    }

    private async Task CloseAsync(HubConnectionContext connection, Closing closing, bool canWrite)
    {
        if (canWrite)
        {
            await FarewellAsync(connection, closing).ConfigureAwait(false);
        }

        if (closing.Reason is ClosingReason.SignedOut or ClosingReason.Forbidden)
        {
            connection.Abort();
            return;
        }

        connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        await Task.Delay(Patience, time).ConfigureAwait(false);
        if (!connection.ConnectionAborted.IsCancellationRequested)
        {
            Log.Cut(logger, connection.ConnectionId);
        }

        connection.Features.Get<IConnectionLifetimeFeature>()?.Abort();
    }

    private async Task FarewellAsync(HubConnectionContext connection, Closing closing)
    {
        var farewell = connection.WriteAsync(new Microsoft.AspNetCore.SignalR.Protocol.InvocationMessage(nameof(IDashboardClient.Closing), [closing])).AsTask();
        try
        {
            await farewell.WaitAsync(Patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.FarewellNotTaken(logger, connection.ConnectionId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2011, LogLevel.Information, "Closing connection {ConnectionId}: {Reason}")]
        public static partial void Closing(ILogger logger, string connectionId, ClosingReason reason);

        [LoggerMessage(2012, LogLevel.Debug, "Connection {ConnectionId} took no farewell")]
        public static partial void FarewellNotTaken(ILogger logger, string connectionId);

        [LoggerMessage(2013, LogLevel.Debug, "Connection {ConnectionId} did not close by itself and is cut")]
        public static partial void Cut(ILogger logger, string connectionId);
    }
}
