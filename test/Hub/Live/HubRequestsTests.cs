using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>What SignalR keeps of the request that opened a connection.</summary>
public sealed class HubRequestsTests
{
    [Fact]
    public async Task Request_OfAnOpenConnection_HoldsNoCredentials()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await HubSubscriber.ConnectAsync(host.Address, HubProtocolKind.Json, options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.SkipNegotiation = true;
            options.Headers["X-User"] = "ada";
            options.Headers["X-Role"] = Roles.Viewer;
            options.Headers["X-Session"] = "session";
            options.Headers["X-Sources"] = "";
            options.Headers["Authorization"] = "Bearer a-token";
            options.Headers["Cookie"] = "session=a-cookie";
        });
        host.Publish(Messages.Status());
        await subscriber.NextAsync<SourceStatus>();

        var request = host.Services.GetRequiredService<FanOut>().Subscribers.ShouldHaveSingleItem().Connection.GetHttpContext()!.Request;

        request.Headers["X-User"].ToString().ShouldBe("ada");
        request.Headers.Authorization.ShouldBeEmpty();
        request.Headers.Cookie.ShouldBeEmpty();
        request.Cookies.ShouldBeEmpty();
    }
}
