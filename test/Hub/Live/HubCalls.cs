using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR.Client;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Calls the hub as a stock client does.</summary>
internal static class HubCalls
{
    public static Task CallAsync(this HubSubscriber subscriber, string method, params object?[] arguments) =>
        subscriber.Connection.InvokeCoreAsync(method, arguments, TestContext.Current.CancellationToken).DefaultTimeout();

    public static Task<T> CallAsync<T>(this HubSubscriber subscriber, string method, params object?[] arguments) =>
        subscriber.Connection.InvokeCoreAsync<T>(method, arguments, TestContext.Current.CancellationToken).DefaultTimeout();
}
