using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>Checks the caller's role, turns every failure into a text that a person can act on, and notes large answers at their subscriber.</summary>
internal sealed partial class HubCallFilter(FanOut fanOut, TimeProvider time, ILogger<HubCallFilter> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var role = invocationContext.HubMethod.GetCustomAttribute<RequiresRoleAttribute>()?.Role ?? Roles.Viewer;
        if (!Roles.Includes(invocationContext.Context.User, role))
        {
            throw new HubException($"{invocationContext.HubMethodName} needs the role '{role}', which you do not have. An administrator can grant it.");
        }

        if (invocationContext.HubMethodArguments.Contains(null))
        {
            throw new HubException($"{invocationContext.HubMethodName} needs all of its arguments, and '{NameOfMissing(invocationContext)}' is null.");
        }

        try
        {
            var result = await next(invocationContext).ConfigureAwait(false);
            if (result is ExecutionData { ErrorMessage: { } error })
            {
                // All else in an answer is small.
                fanOut.Find(invocationContext.Context.ConnectionId)?.Answering(Encoding.UTF8.GetByteCount(error), time);
            }

            return result is IAsyncEnumerable<LogLine> lines ? TellFailures(lines, invocationContext, invocationContext.Context.ConnectionAborted) : result;
        }
        catch (Exception exception) when (ToHubException(exception, invocationContext) is { } told)
        {
            throw told;
        }
    }

    /// <summary>A stream fails after its method has returned; this tells its failure in the same way.</summary>
    private async IAsyncEnumerable<T> TellFailures<T>(IAsyncEnumerable<T> items, HubInvocationContext call, [EnumeratorCancellation] CancellationToken cancellationToken)
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
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && ToHubException(exception, call) is { } told)
            {
                throw told;
            }

            yield return enumerator.Current;
        }
    }

    private static string? NameOfMissing(HubInvocationContext call) =>
        call.HubMethod.GetParameters()[call.HubMethodArguments.TakeWhile(argument => argument is not null).Count()].Name;

    [SuppressMessage("Usage", "CA2201:Do not raise reserved exception types", Justification = "Returned, not raised.")]
    private HubException? ToHubException(Exception exception, HubInvocationContext call)
    {
        switch (exception)
        {
            case HubException:
            case OperationCanceledException when call.Context.ConnectionAborted.IsCancellationRequested:
                return null;
            case DaemonCallException:
                return new HubException(exception.Message, exception);
            default:
                Log.Failed(logger, exception, call.HubMethodName, call.Context.ConnectionId);
                return new HubException($"{call.HubMethodName} failed inside the hub. Its log has the cause, under connection {call.Context.ConnectionId}.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2031, LogLevel.Error, "Hub method {Method} failed unexpectedly, called by connection {ConnectionId}")]
        public static partial void Failed(ILogger logger, Exception exception, string method, string connectionId);
    }
}
