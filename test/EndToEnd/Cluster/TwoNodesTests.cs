using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two monitors as processes, a real Redis and a real PostgreSQL, and one of the monitors that goes away.</summary>
[Collection(nameof(RealProcesses))]
public sealed class TwoNodesTests(PostgresServer postgres, RedisServer redis) : IAsyncLifetime
{
    private readonly DaemonScript _script = new();
    private ScriptedDaemon _daemon = null!;
    private MonitorProcess _first = null!;
    private MonitorProcess _second = null!;
    private int _cpu;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Each answer is new, so that fresh values can be told from old ones.
        _script.GetSystemStats = _ => Task.FromResult(new SystemStats { CpuUsage = Interlocked.Increment(ref _cpu) % 100, MemoryUsage = 40 });
        _daemon = await ScriptedDaemon.StartAsync(_script);
        var (database, queue) = (await postgres.CreateDatabaseAsync(), await redis.CreateDatabaseAsync());
        _first = await StartAsync("first", database, queue);
        _second = await StartAsync("second", database, queue);
    }

    [Theory]
    [InlineData("KILL", 7)]
    [InlineData("TERM", 2)]
    public async Task End_OfTheNodeThatCollectsAndEvaluates_TheOtherGoesOn(string signal, int mostSeconds)
    {
        var token = await _second.SignInAsync();
        await using var subscriber = await _second.SubscribeAsync(token, HubProtocolKind.Json);
        var before = await subscriber.NextAsync<DashboardStats>(stats => !stats.Fallback);
        await EvaluatedAsync(token, after: null);

        var began = TimeProvider.System.GetTimestamp();
        await _first.Program.SignalAsync(signal);
        var fresh = await subscriber.NextAsync<DashboardStats>(stats => stats.Epoch > before.Epoch);
        var took = TimeProvider.System.GetElapsedTime(began);
        TestContext.Current.TestOutputHelper?.WriteLine($"{signal}: fresh values after {took.TotalSeconds:0.00} s");

        fresh.Fallback.ShouldBeFalse();
        took.ShouldBeLessThan(TimeSpan.FromSeconds(mostSeconds));
        await EvaluatedAsync(token, after: TimeProvider.System.GetUtcNow());
        var states = subscriber.Received.OfType<SourceStatus>().Where(status => status.Source == "default").Select(status => status.State).ToList();
        states.ShouldNotContain(SourceState.Connecting);
        states.ShouldNotContain(SourceState.Down);
        var order = subscriber.Received.OfType<DashboardStats>().Where(stats => stats.Source == "default").Select(stats => (stats.Epoch, stats.Sequence)).ToList();
        order.ShouldBe(order.Order());
    }

    [Fact]
    public async Task Silence_AskedOfTheNodeThatDoesNotEvaluate_IsCarriedOutWithinASecond()
    {
        var token = await _second.SignInAsync();
        await EvaluatedAsync(token, after: null);
        using var client = new HttpClient { BaseAddress = new Uri(_second.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await SilenceAsync(client);

        var began = TimeProvider.System.GetTimestamp();
        var status = await SilenceAsync(client);

        // 202 would say that it is recorded, and nobody has carried it out.
        status.ShouldBe(HttpStatusCode.OK);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Cluster_AskedOfEither_TellsOfBothAndOfWhoDoesWhat()
    {
        var token = await _second.SignInAsync();
        foreach (var asked in new[] { _first, _second })
        {
            var cluster = await Eventually.GetAsync(
                () => ClusterAsync(asked, token),
                found => found["nodes"]!.AsArray().Count == 2 && found["leases"]!.AsArray().Count == 2 && found["leases"]!.AsArray().All(lease => lease!["holder"] is not null));

            cluster["findings"]!.AsArray().ShouldBeEmpty();
            cluster["nodes"]!.AsArray().Select(node => (string?)node!["name"]).ShouldBe(["first", "second"]);
            cluster["leases"]!.AsArray().Select(lease => (string?)lease!["kind"]).ShouldBe(["evaluator", "collector"]);
            cluster["leases"]!.AsArray().Select(lease => (string?)lease!["holder"]).ShouldAllBe(holder => holder!.StartsWith("first/", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task People_WhoUseOneNode_AreKnownToTheOther()
    {
        using var browser = new HttpClient();
        using var signedIn = await _first.SignInWithCookieAsync(browser);
        signedIn.EnsureSuccessStatusCode();
        var cookies = signedIn.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]);
        browser.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies));

        // A proxy in front of both gives either the host that the browser asked for, after which the cookie is named.
        browser.DefaultRequestHeaders.Host = new Uri(_first.Address).Authority;
        var token = await _first.SignInAsync();
        await using var subscriber = await _second.SubscribeAsync(token, HubProtocolKind.Json);

        // A cookie of one opens the other.
        using (var me = await browser.GetAsync(new Uri(_second.Address + Routes.Me), Cancelled).DefaultTimeout())
        {
            me.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        // The process that does not evaluate has the other one answer.
        using (var why = await _second.GetAsync($"{Routes.AlertExplain}?rule=failing&source=default", token))
        {
            why.StatusCode.ShouldBe(HttpStatusCode.OK, await why.Content.ReadAsStringAsync(Cancelled));
        }

        // What fails at one counts at the other.
        for (var failure = 0; failure < 5; failure++)
        {
            (await _first.TrySignInAsync("nobody@example.com")).ShouldBe(HttpStatusCode.Unauthorized);
        }

        var tries = 0;
        await Eventually.GetAsync(
            () =>
            {
                tries++;
                return _second.TrySignInAsync("nobody@example.com");
            },
            status => status == HttpStatusCode.TooManyRequests);
        tries.ShouldBeLessThanOrEqualTo(5, "as many failures of its own would have led to the same answer");

        // A sign-out at one closes what is open at the other.
        var began = TimeProvider.System.GetTimestamp();
        using (var client = new HttpClient { BaseAddress = new Uri(_first.Address) })
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var signedOut = await client.PostAsync(Routes.Logout, null, Cancelled).DefaultTimeout();
            signedOut.EnsureSuccessStatusCode();
        }

        (await subscriber.NextAsync<Closing>()).Reason.ShouldBe(ClosingReason.SignedOut);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Rights_TakenAtOneNode_CloseWhatIsOpenAtTheOther()
    {
        const string Email = "grace@example.com";
        const string Password = "Only-for-two-nodes-1";
        var token = await _first.SignInAsync();
        using var client = new HttpClient { BaseAddress = new Uri(_first.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var viewer = new JsonArray(new JsonObject { ["role"] = "viewer", ["sources"] = new JsonArray() });
        var service = await _first.PostAsync(Routes.Tokens, token, new JsonObject { ["name"] = "service", ["grants"] = viewer.DeepClone() });
        var person = await _first.PostAsync(Routes.People, token, new JsonObject { ["email"] = Email, ["grants"] = viewer });
        var secret = person["link"]!.GetValue<string>().Split('#')[1];
        using (var redeemed = await client.PostAsJsonAsync(Routes.Invitation, new { secret, password = Password }, Cancelled).DefaultTimeout())
        {
            redeemed.StatusCode.ShouldBe(HttpStatusCode.NoContent, await redeemed.Content.ReadAsStringAsync(Cancelled));
        }

        await using var ofService = await _second.SubscribeAsync(service["token"]!.GetValue<string>(), HubProtocolKind.Json);
        await using var ofPerson = await _second.SubscribeAsync(await _second.SignInAsync(Email, Password), HubProtocolKind.Json);
        await ofPerson.NextAsync<Heartbeat>();

        await ClosesAsync(ofService, () => client.DeleteAsync($"{Routes.Tokens}/{service["id"]}", Cancelled));
        await ClosesAsync(ofPerson, () => client.PostAsync($"{Routes.People}/{person["id"]}/disable", null, Cancelled));
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        await _daemon.DisposeAsync();
    }

    private Task<MonitorProcess> StartAsync(string node, string database, string queue) => MonitorProcess.StartAsync(
        [("default", _daemon.Address)], ("Cluster:Node", node), ("ConnectionStrings:Monitor", database), ("ConnectionStrings:Redis", queue));

    private static async Task ClosesAsync(HubSubscriber subscriber, Func<Task<HttpResponseMessage>> take)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var taken = await take().DefaultTimeout();
        taken.EnsureSuccessStatusCode();
        (await subscriber.NextAsync<Closing>()).Reason.ShouldBeOneOf(ClosingReason.SignedOut, ClosingReason.Forbidden);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static async Task<JsonNode> ClusterAsync(MonitorProcess asked, string token)
    {
        using var answer = await asked.GetAsync(Routes.Cluster, token);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancelled))!;
    }

    private static async Task<HttpStatusCode> SilenceAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync(Routes.AlertSilences, new { reason = "a release", to = TimeProvider.System.GetUtcNow().AddHours(1) }).DefaultTimeout();
        return answer.StatusCode;
    }

    /// <summary>Completes when the second node has read an evaluation, or one after a time: the heartbeat that ends a first state tells the last one.</summary>
    private async Task EvaluatedAsync(string token, DateTimeOffset? after) => await Eventually.GetAsync(
        async () =>
        {
            await using var subscriber = await _second.SubscribeAsync(token, HubProtocolKind.Json);
            return (await subscriber.NextAsync<Heartbeat>(heartbeat => heartbeat.Source == "default")).EvaluatedAt;
        },
        evaluatedAt => evaluatedAt is { } at && (after is null || at > after),
        TimeSpan.FromMinutes(1));
}
