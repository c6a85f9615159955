using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace FlextMonitor.Client.Connection;

/// <summary>Calls the hub, and turns its refusals into exceptions with its own sentence.</summary>
internal sealed partial class HubCalls(HubConnection hub)
{
    public async Task<T> CallAsync<T>(string method, object?[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await hub.InvokeCoreAsync<T>(method, arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Explain(exception, cancellationToken) is { } explained)
        {
            throw explained;
        }
    }

    public async Task CallAsync(string method, object?[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            await hub.InvokeCoreAsync(method, arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Explain(exception, cancellationToken) is { } explained)
        {
            throw explained;
        }
    }

    public async IAsyncEnumerable<T> StreamAsync<T>(string method, object?[] arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var items = hub.StreamAsyncCore<T>(method, arguments, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync(items, cancellationToken).ConfigureAwait(false))
        {
            yield return items.Current;
        }
    }

    private static async ValueTask<bool> MoveAsync<T>(IAsyncEnumerator<T> items, CancellationToken cancellationToken)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (Explain(exception, cancellationToken) is { } explained)
        {
            throw explained;
        }
    }

    private static MonitorCallException? Explain(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        HubException refused when Code().Match(refused.Message) is { Success: true } coded =>
            new MonitorCallException(refused.Message[coded.Length..], refused) { Code = coded.Groups["code"].Value },
        HubException refused => new MonitorCallException(refused.Message, refused),
        OperationCanceledException when cancellationToken.IsCancellationRequested => null,
        InvalidOperationException or OperationCanceledException or IOException =>
            new MonitorCallException("The hub is not connected, or the connection was lost during the call.", exception) { Code = HubErrorCodes.Unavailable },
        _ => null,
    };

    [GeneratedRegex(@"^\[(?<code>[a-z-]+)\] ")]
    private static partial Regex Code();
}
