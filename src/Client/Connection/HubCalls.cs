using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR.Client;

namespace FlextMonitor.Client.Connection;

/// <summary>Calls the hub over its connection, and turns its refusals into exceptions with its own sentence.</summary>
/// <param name="open">Returns the open connection; null while the client is not connected.</param>
/// <param name="timeout">How long an answer may take.</param>
/// <param name="metrics">Counts the calls.</param>
/// <param name="time">The clock.</param>
internal sealed class HubCalls(Func<HubConnection?> open, TimeSpan timeout, ClientMetrics metrics, TimeProvider time)
{
    /// <summary>Asks for something.</summary>
    public Task<T> AskAsync<T>(string method, object?[] arguments, CancellationToken cancellationToken) =>
        CallAsync(new HubCall(method, IsChange: false, timeout), (hub, limited) => hub.InvokeCoreAsync<T>(method, arguments, limited), cancellationToken);

    /// <summary>Changes something: a failure may leave open whether it has happened.</summary>
    public Task<T> ChangeAsync<T>(string method, object?[] arguments, CancellationToken cancellationToken) =>
        CallAsync(new HubCall(method, IsChange: true, timeout), (hub, limited) => hub.InvokeCoreAsync<T>(method, arguments, limited), cancellationToken);

    public async IAsyncEnumerable<T> StreamAsync<T>(string method, object?[] arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = new HubCall(method, IsChange: false, timeout);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var items = (open() ?? throw call.NotConnected()).StreamAsyncCore<T>(method, arguments, left.Token).GetAsyncEnumerator(left.Token);
        try
        {
            while (await MoveAsync(items, call, cancellationToken).ConfigureAwait(false))
            {
                yield return items.Current;
            }
        }
        finally
        {
            // SignalR ends a stream at the hub when it is cancelled, and not when the loop over it is left.
            await left.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<T> CallAsync<T>(HubCall call, Func<HubConnection, CancellationToken, Task<T>> invoke, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var began = time.GetTimestamp();
        var hasSucceeded = false;
        try
        {
            var answer = await invoke(open() ?? throw call.NotConnected(), either.Token).ConfigureAwait(false);
            hasSucceeded = true;
            return answer;
        }
        catch (Exception exception) when (call.Explain(exception, limit.IsCancellationRequested, cancellationToken) is { } explained)
        {
            throw explained;
        }
        finally
        {
            metrics.Called(call.Method, time.GetElapsedTime(began), hasSucceeded);
        }
    }

    private static async ValueTask<bool> MoveAsync<T>(IAsyncEnumerator<T> items, HubCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (call.Explain(exception, isLate: false, cancellationToken) is { } explained)
        {
            throw explained;
        }
    }
}
