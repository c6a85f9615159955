using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;

namespace FlextMonitor.Web.Tests.Pages;

/// <summary>What the application's document tells before the page has a connection: no more than its reader may see, and nothing that runs.</summary>
public sealed class DocumentStateTests
{
    private const string Begin = "<script type=\"application/json\" id=\"state\">";
    private const string End = "</script>";
    private const string Hidden = "hidden-daemon";

    private static readonly string[] Sources = ["default"];

    /// <summary>Ends a script, begins a comment in one, and ends a line of one.</summary>
    private const string Hostile = "</script><script>alert(1)</script><!--<script>\u2028\u2029]]>&amp;\"'\\";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/?source=default")]
    [InlineData("/connections")]
    [InlineData("/things/default/17")]
    public async Task Document_OfAPage_HoldsWhoIsSignedInAndWhatTheHubWouldSend(string path)
    {
        await using var host = await MonitorHost.StartAsync();
        using var browser = await host.BrowserAsync(MonitorHost.AdminEmail);
        var before = TimeProvider.System.GetUtcNow();

        var state = await StateWhenHeardAsync(browser, path);

        var at = DateTimeOffset.Parse((string)state["at"]!, System.Globalization.CultureInfo.InvariantCulture);
        at.ShouldBeInRange(before, TimeProvider.System.GetUtcNow());
        state["account"]!.ToJsonString().ShouldBe((await browser.GetFromJsonAsync<JsonNode>(Routes.Me, Cancelled))!.ToJsonString());
        var targets = state["messages"]!.AsArray().Select(message => (string)message!["target"]!).ToList();
        targets.ShouldContain("SourceStatus");
        targets.ShouldContain("DashboardStats");
        targets.ShouldContain("Heartbeat");
        ObservedAt(state).ShouldBeLessThanOrEqualTo(at);
    }

    [Fact]
    public async Task Document_OfALimitedViewer_HoldsNoByteOfTheOtherDaemon()
    {
        await using var other = await ScriptedDaemon.StartAsync();
        await using var host = await MonitorHost.StartAsync(settings: [("Daemons:0:Name", Hidden), ("Daemons:1:Name", "south"), ("Daemons:1:Address", other.Address)]);
        using var administrator = await host.BrowserAsync(MonitorHost.AdminEmail);
        await Eventually.GetAsync(() => BodyAsync(administrator, "/"), body => body.Contains("\"source\":\"hidden-daemon\"", StringComparison.Ordinal) && body.Contains("\"source\":\"south\"", StringComparison.Ordinal));
        await host.CreateUserAsync("limited@example.com", [new Grant(Roles.Viewer, ["south"])]);
        using var limited = await host.BrowserAsync("limited@example.com");

        var body = await Eventually.GetAsync(() => BodyAsync(limited, $"/?source={Hidden}"), body => body.Contains("Heartbeat", StringComparison.Ordinal));

        body.ShouldContain("\"source\":\"south\"");
        body.ShouldNotContain(Hidden);
    }

    [Fact]
    public async Task Document_WithHostileTexts_IsOneScriptOfData()
    {
        await using var host = await MonitorHost.StartAsync(script => script.HealthCheck = _ => Task.FromResult(new Proto.HealthStatus
        {
            Healthy = false,
            Components = { ["api"] = new Proto.ComponentHealth { Name = Hostile, Healthy = false, Message = Hostile } },
        }));
        using var browser = await host.BrowserAsync(MonitorHost.AdminEmail);

        var body = await Eventually.GetAsync(() => BodyAsync(browser, "/"), body => body.Contains("HealthStatus", StringComparison.Ordinal) && body.Contains("alert(1)", StringComparison.Ordinal));

        var data = DataOf(body);
        data.ShouldNotContain("<");
        data.ShouldNotContain("\u2028");
        data.ShouldNotContain("\u2029");
        body.Split("<script").Length.ShouldBe(2);
        var health = JsonNode.Parse(data)!["messages"]!.AsArray().First(message => (string)message!["target"]! == "HealthStatus")!;
        ((string)health["arguments"]![0]!["components"]!["api"]!["message"]!).ShouldContain("</script><script>alert(1)</script><!--<script>");
    }

    [Fact]
    public async Task Document_OfSomebodyWithoutARole_HoldsNothing()
    {
        await using var host = await MonitorHost.StartAsync();
        using var administrator = await host.BrowserAsync(MonitorHost.AdminEmail);
        await StateWhenHeardAsync(administrator, "/");
        await host.CreateUserAsync("nobody@example.com");
        using var nobody = await host.BrowserAsync("nobody@example.com");
        using var stranger = host.Caller();

        var withoutRole = await BodyAsync(nobody, "/");
        using var sent = await stranger.GetAsync("/", Cancelled);
        var signIn = await BodyAsync(stranger, "/login");

        withoutRole.ShouldContain($"{Begin}{End}");
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await sent.Content.ReadAsStringAsync(Cancelled)).ShouldBeEmpty();
        signIn.ShouldNotContain("DashboardStats");
    }

    [Fact]
    public async Task Document_OfNoPage_HoldsNothing()
    {
        await using var host = await MonitorHost.StartAsync();
        using var browser = await host.BrowserAsync(MonitorHost.AdminEmail);
        await StateWhenHeardAsync(browser, "/");
        browser.DefaultRequestHeaders.Add("Accept", "text/html");

        using var answer = await browser.GetAsync("/nowhere", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldContain($"{Begin}{End}");
    }

    [Fact]
    public async Task Document_OfAWallScreen_IsOfItsDaemons_AndOfTheScreen()
    {
        await using var host = await MonitorHost.StartAsync();
        using var administrator = await host.ServiceAsync(MonitorHost.AdminEmail);
        using var made = await administrator.PostAsJsonAsync(Routes.Displays, new { name = "hall", sources = Sources, expiresAt = (DateTimeOffset?)null }, Cancelled);
        var token = ((string)(await made.ReadAsync())["link"]!).Split('#')[1];
        using var screen = host.Caller();
        using var signedIn = await screen.PostAsJsonAsync(Routes.LoginDisplay, new { token }, Cancelled);
        screen.DefaultRequestHeaders.Add("Cookie", signedIn.Header("Set-Cookie")!.Split(';')[0]);

        var state = await StateWhenHeardAsync(screen, "/?kiosk");

        ((string)state["account"]!["kind"]!).ShouldBe("display");
    }

    [Fact]
    public async Task Document_IsCompressedForABrowserThatTakesIt_AndNeverKept()
    {
        await using var host = await MonitorHost.StartAsync();
        using var browser = await host.BrowserAsync(MonitorHost.AdminEmail);
        await StateWhenHeardAsync(browser, "/");
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate");

        using var answer = await browser.GetAsync("/", Cancelled);

        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        answer.Header("Vary").ShouldBe("Accept-Encoding");
        answer.Header("Cache-Control").ShouldBe("no-store");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        await using var plain = new GZipStream(await answer.Content.ReadAsStreamAsync(Cancelled), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        DataOf(await reader.ReadToEndAsync(Cancelled)).ShouldContain("DashboardStats");
    }

    [Fact]
    public async Task Document_ThatWouldBeTooLarge_LeavesTheStateToTheHub()
    {
        await using var host = await MonitorHost.StartAsync(script => script.HealthCheck = _ => Task.FromResult(new Proto.HealthStatus
        {
            Healthy = true,
            Components = { Enumerable.Range(0, 400).ToDictionary(number => $"component-{number}", number => new Proto.ComponentHealth { Name = $"component-{number}", Healthy = true, Message = new string('x', 300) }) },
        }));
        await using var subscriber = await host.SubscribeAsync((await host.TokensAsync()).AccessToken);
        await subscriber.FirstStateAsync();
        using var browser = await host.BrowserAsync(MonitorHost.AdminEmail);

        var plain = await BodyAsync(browser, "/");
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        using var compressed = await browser.GetAsync("/", Cancelled);

        plain.ShouldContain($"{Begin}{End}");
        compressed.Content.Headers.ContentEncoding.ShouldBe(["gzip"], "compressed it is small");
        compressed.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeLessThan(64 * 1024);
    }

    private static DateTimeOffset ObservedAt(JsonNode state) => state["messages"]!.AsArray()
        .Select(message => message!["arguments"]![0]!["observedAt"])
        .Where(observedAt => observedAt is not null)
        .Max(observedAt => DateTimeOffset.Parse((string)observedAt!, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The state in a document, once the daemon has been heard.</summary>
    private static async Task<JsonNode> StateWhenHeardAsync(HttpClient browser, string path) =>
        JsonNode.Parse(DataOf(await Eventually.GetAsync(() => BodyAsync(browser, path), body => body.Contains("DashboardStats", StringComparison.Ordinal))))!;

    private static string DataOf(string body)
    {
        var begin = body.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return body[begin..body.IndexOf(End, begin, StringComparison.Ordinal)];
    }

    private static async Task<string> BodyAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Cancelled);
        answer.Header("Cache-Control").ShouldBe("no-store");
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }
}
