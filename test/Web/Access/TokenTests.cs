using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Web.Tests.Access;

/// <summary><c>/api/tokens</c>, and what a service token opens.</summary>
public sealed class TokenTests(SharedHost shared)
{
    private static readonly Grant[] Viewer = [new(Roles.Viewer, [])];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Token_OnTheHub_IsSentTheFirstState(HttpTransportType transport)
    {
        var (_, token) = await shared.Host.CreateTokenAsync(Viewer);

        await using var subscriber = await HubSubscriber.ConnectAsync(shared.Host.Address, HubProtocolKind.Json, options =>
        {
            options.Transports = transport;
            options.AccessTokenProvider = () => Task.FromResult<string?>(token);
        });

        (await subscriber.FirstStateAsync()).OfType<SourceStatus>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Token_InTheQuery_OpensTheHubAlone()
    {
        var (_, token) = await shared.Host.CreateTokenAsync(Viewer);
        using var caller = shared.Host.Caller();
        await using var connection = new HubConnectionBuilder()
            .WithUrl($"{shared.Host.Address}{Routes.DashboardHub}?access_token={token}", HttpTransportType.WebSockets, options => options.SkipNegotiation = true)
            .Build();

        await connection.StartAsync(Cancelled).DefaultTimeout();

        (await connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout()).Year.ShouldBeGreaterThan(2000);
        (await caller.GetAsync($"{Routes.Stats}?access_token={token}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await caller.GetAsync($"/metrics?access_token={token}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_InTheQuery_OpensEventStreams_AndNothingOfTheHubWhereAHeaderCanBeSet()
    {
        var (_, token) = await shared.Host.CreateTokenAsync(Viewer);
        using var service = shared.Host.Caller(token);
        using var caller = shared.Host.Caller();
        using var negotiated = await service.PostAsync($"{Routes.DashboardHub}/negotiate?negotiateVersion=1", null, Cancelled);
        var connection = (string)(await negotiated.ReadAsync())["connectionToken"]!;

        using var negotiating = await caller.PostAsync($"{Routes.DashboardHub}/negotiate?negotiateVersion=1&access_token={token}", null, Cancelled);
        using var polling = await caller.GetAsync($"{Routes.DashboardHub}?id={connection}&access_token={token}", Cancelled);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Routes.DashboardHub}?id={connection}&access_token={token}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var stream = await caller.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);

        negotiating.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        polling.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_OfAnAdministrator_ChangesWithoutAnOrigin()
    {
        var (_, token) = await shared.Host.CreateTokenAsync([new Grant(Roles.Admin, [])]);
        using var service = shared.Host.Caller(token);
        service.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        using var answer = await service.PostAsJsonAsync(Routes.Tokens, new { name = "made by a token", grants = Viewer }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task List_OfTokens_HasTheirLastUse_AndNeverTheTokens()
    {
        var (id, token) = await shared.Host.CreateTokenAsync(Viewer);
        using var administrator = await shared.Host.ServiceAsync();
        using (var service = shared.Host.Caller(token))
        {
            await service.GetStringAsync("/metrics", Cancelled);
        }

        var text = await administrator.GetStringAsync(Routes.Tokens, Cancelled);

        text.ShouldNotContain(token);
        var listed = JsonNode.Parse(text)!["tokens"]!.AsArray().Single(listed => (string)listed!["id"]! == id)!;
        ((string)listed["name"]!).ShouldBe("test");
        listed["grants"]!.ToJsonString().ShouldBe("""[{"role":"viewer","sources":[]}]""");
        listed["lastUsedAt"]!.GetValue<DateTimeOffset>().ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Store_HoldsTheHashOfATokenAlone()
    {
        await using var host = await MonitorHost.StartAsync();
        var (_, token) = await host.CreateTokenAsync(Viewer);
        SqliteConnection.ClearAllPools();

        foreach (var file in Directory.GetFiles(host.DataDirectory, "monitor.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            (await reader.ReadToEndAsync(Cancelled)).ShouldNotContain(token[4..]);
        }
    }

    [Theory]
    [InlineData("""{"grants":[]}""", "name")]
    [InlineData("""{"name":"","grants":[]}""", "name")]
    [InlineData("""{"name":"a\u0000","grants":[]}""", "name")]
    [InlineData("""{"name":" a","grants":[]}""", "name")]
    [InlineData("""{"name":"a"}""", "grants")]
    [InlineData("""{"name":"a","grants":[{"role":"admin","sources":["prod"]}]}""", "grants")]
    [InlineData("""{"name":"a","grants":[],"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    public async Task Create_WithWhatCannotBe_Is400ThatNamesTheField(string body, string field)
    {
        using var administrator = await shared.Host.ServiceAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await administrator.PostAsync(Routes.Tokens, content, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ReadAsync())["errors"]!.AsObject().Select(error => error.Key.ToUpperInvariant()).ShouldBe([field.ToUpperInvariant()]);
    }

    [Fact]
    public async Task Revoke_OfAnUnknownToken_Is404()
    {
        using var administrator = await shared.Host.ServiceAsync();

        (await administrator.DeleteAsync($"{Routes.Tokens}/nothing", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
