using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Live;

/// <summary>Checks what the caller may do, explains failures, and notes the size of large answers at the subscriber.</summary>
internal sealed class HubCallFilter(FanOut fanOut, HubCallRights rights, HubCallAudit audit, HubCallErrors errors, IOptions<JsonHubProtocolOptions> json, TimeProvider time) : IHubFilter
{
    /// <summary>The most characters of an argument. No name or id that a subscriber was sent has more.</summary>
    private const int LongestArgument = 1024;

    private static readonly MethodInfo ExplainItems = typeof(HubCallFilter).GetMethod(nameof(ExplainStream), BindingFlags.NonPublic | BindingFlags.Instance)!;

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var method = HubMethod.Of(invocationContext.HubMethod);
        foreach (var (i, argument) in invocationContext.HubMethodArguments.Index())
        {
            Check(invocationContext, i, argument);
        }

        try
        {
            var result = await audit.RunAsync(invocationContext, method, () => RunAsync(invocationContext, method, next)).ConfigureAwait(false);
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

    private async ValueTask<object?> RunAsync(HubInvocationContext call, HubMethod method, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        await rights.RequireAsync(call, method).ConfigureAwait(false);
        await audit.RequireAsync(call, method).ConfigureAwait(false);
        return await next(call).ConfigureAwait(false);
    }

    private static void Check(HubInvocationContext call, int position, object? argument)
    {
        if (argument is null)
        {
            throw new HubException($"{call.HubMethodName} needs all of its arguments, and '{NameOf(call, position)}' is null.");
        }

        if (argument is string { Length: > LongestArgument } text)
        {
            throw TooLong(call, $"'{NameOf(call, position)}'", text);
        }

        // A longer one would come back in the text of the refusal.
        if (argument is IEnumerable<string?> texts && texts.FirstOrDefault(one => one?.Length > LongestArgument) is { } item)
        {
            throw TooLong(call, $"each of '{NameOf(call, position)}'", item);
        }
    }

    private static HubException TooLong(HubInvocationContext call, string what, string text) => new(string.Create(
        CultureInfo.InvariantCulture, $"{call.HubMethodName} takes at most {LongestArgument:N0} characters as {what}, and was given {text.Length:N0}."));

    private static string? NameOf(HubInvocationContext call, int position) => call.HubMethod.GetParameters()[position].Name;

    private void NoteSize(HubInvocationContext call, object? answer) => fanOut.Find(call.Context.ConnectionId)?.Answering(
        JsonSerializer.SerializeToUtf8Bytes(answer, json.Value.PayloadSerializerOptions).Length, time);

    private IAsyncEnumerable<TItem> ExplainStream<TItem>(IAsyncEnumerable<TItem> items, HubInvocationContext call) =>
        errors.Explain(items, call, call.Context.ConnectionAborted);
}
