using System.Reflection;
using System.Text.Json;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Live;

/// <summary>Checks the caller's role, explains failures, and notes the size of large answers at the subscriber.</summary>
internal sealed class HubCallFilter(FanOut fanOut, HubCallErrors errors, IOptions<JsonHubProtocolOptions> json, TimeProvider time) : IHubFilter
{
    private static readonly MethodInfo ExplainItems = typeof(HubCallFilter).GetMethod(nameof(ExplainStream), BindingFlags.NonPublic | BindingFlags.Instance)!;

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var method = HubMethod.Of(invocationContext.HubMethod);
        if (!Roles.Includes(invocationContext.Context.User, method.Role))
        {
            throw new HubException($"{invocationContext.HubMethodName} needs the role '{method.Role}', which you do not have. An administrator can grant it.");
        }

        if (invocationContext.HubMethodArguments.Contains(null))
        {
            throw new HubException($"{invocationContext.HubMethodName} needs all of its arguments, and '{NameOfMissing(invocationContext)}' is null.");
        }

        try
        {
            var result = await next(invocationContext).ConfigureAwait(false);
            if (method.HasLargeAnswer)
            {
                NoteSize(invocationContext, result);
            }

            return method.StreamOf is { } item ? ExplainItems.MakeGenericMethod(item).Invoke(this, [result, invocationContext]) : result;
        }
        catch (Exception exception) when (errors.Explain(exception, invocationContext) is { } explained)
        {
            throw explained;
        }
    }

    private static string? NameOfMissing(HubInvocationContext call) =>
        call.HubMethod.GetParameters()[call.HubMethodArguments.TakeWhile(argument => argument is not null).Count()].Name;

    private void NoteSize(HubInvocationContext call, object? answer) => fanOut.Find(call.Context.ConnectionId)?.Answering(
        JsonSerializer.SerializeToUtf8Bytes(answer, json.Value.PayloadSerializerOptions).Length, time);

    private IAsyncEnumerable<TItem> ExplainStream<TItem>(IAsyncEnumerable<TItem> items, HubInvocationContext call) =>
        errors.Explain(items, call, call.Context.ConnectionAborted);
}
