using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Tests.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR.Client;

namespace FlextMonitor.Hub.Tests.Connections;

public sealed class ConnectionsEndpointTests
{
    private static readonly string[] Other = ["other"];

    [Fact]
    public async Task Get_NotSignedIn_Is401()
    {
        await using var host = await HubHost.StartAsync();

        (await GetAsync(host, role: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Operator)]
    public async Task Get_WhoIsNoAdministrator_Is403(string role)
    {
        await using var host = await HubHost.StartAsync();

        (await GetAsync(host, role)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Get_NobodyConnected_IsEmpty()
    {
        await using var host = await HubHost.StartAsync();

        (await ReadAsync(host)).ToJsonString().ShouldBe("""{"open":0,"connections":[]}""");
    }

    [Fact]
    public async Task Get_OneConnected_TellsWhoHowAndHowFar()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(Messages.Status(), Messages.Heartbeat());
        await using var subscriber = await host.ConnectAsync(HubProtocolKind.MessagePack);
        await subscriber.FirstStateAsync();

        var connection = (await ReadAsync(host))["connections"]!.AsArray().ShouldHaveSingleItem()!;

        Text(connection, "user").ShouldBe("ada@example.org");
        Text(connection, "transport").ShouldBe("webSockets");
        Text(connection, "protocol").ShouldBe("messagepack");
        Text(connection, "remoteAddress").ShouldBe("127.0.0.1");
        connection["connectedAt"]!.GetValue<DateTimeOffset>().ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        connection["paused"]!.GetValue<bool>().ShouldBeFalse();
        connection["watches"]!.AsArray().ShouldBeEmpty();
        connection["lagChanges"]!.GetValue<long>().ShouldBe(0);
        connection["lagSeconds"]!.GetValue<double>().ShouldBe(0);
        connection["writes"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(1);
        connection["bytesSent"]!.GetValue<long>().ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Get_OneThatPausedAndNarrowedItself_SaysSoAndStandsFirst()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(Messages.Status("other"), Messages.Heartbeat("other"));
        await using var other = await host.ConnectAsync();
        await using var paused = await host.ConnectAsync();
        await other.FirstStateAsync("other");
        await paused.FirstStateAsync("other");
        await paused.Connection.InvokeAsync(HubMethods.Watch, Other, TestContext.Current.CancellationToken).DefaultTimeout();
        await paused.NextAsync<Heartbeat>();
        await paused.Connection.InvokeAsync(HubMethods.Pause, TestContext.Current.CancellationToken).DefaultTimeout();
        host.Publish(Messages.Stats("other"), Messages.Health("other"));
        await other.NextAsync<HealthStatus>();

        var first = (await ReadAsync(host, "?limit=1"))["connections"]!.AsArray().ShouldHaveSingleItem()!;

        first["paused"]!.GetValue<bool>().ShouldBeTrue();
        first["watches"]!.ToJsonString().ShouldBe("""["other"]""");
        first["lagChanges"]!.GetValue<long>().ShouldBe(2);
        first["lagSeconds"]!.GetValue<double>().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=10001")]
    public async Task Get_LimitOutOfRange_Is400ThatNamesTheRange(string query)
    {
        await using var host = await HubHost.StartAsync();

        var response = await GetAsync(host, Roles.Admin, query);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("1 to 10000");
    }

    private static string? Text(JsonNode connection, string name) => connection[name]?.GetValue<string>();

    private static async Task<JsonNode> ReadAsync(HubHost host, string query = "")
    {
        var response = await GetAsync(host, Roles.Admin, query);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }

    private static async Task<HttpResponseMessage> GetAsync(HubHost host, string? role, string query = "")
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Address + Routes.Connections + query);
        if (role is not null)
        {
            request.Headers.Add("X-User", "ada");
            request.Headers.Add("X-Role", role);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken).DefaultTimeout();
    }
}
