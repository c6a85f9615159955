using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>Turns every failure of a hub method into a <see cref="HubException"/> with a text that a person can act on.</summary>
internal sealed partial class HubCallErrors(ILogger<HubCallErrors> logger)
{
    /// <summary>The exception that the caller receives for a failure; null if the original one is passed on.</summary>
    [SuppressMessage("Usage", "CA2201:Do not raise reserved exception types", Justification = "Returned, not raised.")]
    public HubException? Explain(Exception exception, HubInvocationContext call)
    {
        switch (exception)
        {
            case HubException:
            case OperationCanceledException when call.Context.ConnectionAborted.IsCancellationRequested:
                return null;
            case DaemonCallException { Code: { } code }:
                return new HubException(HubErrorCodes.Prefix(code, exception.Message), exception);
            case DaemonCallException:
                return new HubException(exception.Message, exception);
            case RightsUnavailableException:
                return new HubException($"{call.HubMethodName} is not possible now. {exception.Message}", exception);
            default:
                Log.Failed(logger, exception, call.HubMethodName, call.Context.ConnectionId);
                return new HubException($"{call.HubMethodName} failed inside the hub. Its log has the cause, under connection {call.Context.ConnectionId}.");
        }
    }

    /// <summary>The same items, with an explained failure. A stream fails after its method has returned.</summary>
    public async IAsyncEnumerable<TItem> Explain<TItem>(
        IAsyncEnumerable<TItem> items, HubInvocationContext call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var enumerator = items.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await enumerator.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && Explain(exception, call) is { } explained)
            {
                throw explained;
            }

            yield return enumerator.Current;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2031, LogLevel.Error, "Hub method {Method} failed unexpectedly, called by connection {ConnectionId}")]
        public static partial void Failed(ILogger logger, Exception exception, string method, string connectionId);
    }
}
