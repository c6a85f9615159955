using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Web.Tests.Alerts;

/// <summary>Channels over HTTP: their secrets go in and never out.</summary>
public sealed class ChannelsApiTests : IAsyncLifetime
{
    private const string Secret = "swordfish-of-the-hook";

    private MonitorHost _host = null!;
    private HttpClient _administrator = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync(script => { }, services: null, ("Daemons:1:Name", "gone"), ("Daemons:1:Address", "http://127.0.0.1:1"));
        _administrator = await _host.ServiceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Channel_MadeChangedTestedAndDeleted_NeverTellsItsSecret()
    {
        var made = await SendAsync(HttpMethod.Post, Routes.AlertChannels, Hook(Secret));
        var path = $"{Routes.AlertChannels}/{JsonNode.Parse(made)!["id"]}";

        var changed = await SendAsync(HttpMethod.Put, path, new { name = "hook 2", kind = "webhook", settings = new { url = "http://127.0.0.1:1/hook" } });
        var tested = await SendAsync(HttpMethod.Post, $"{path}/test", null);
        var listed = await _administrator.GetStringAsync(Routes.AlertChannels, Cancelled);
        using var deleted = await _administrator.DeleteAsync(path, Cancelled);

        new[] { made, changed, tested, listed }.ShouldAllBe(answer => !answer.Contains(Secret, StringComparison.Ordinal));
        JsonNode.Parse(changed)!["secrets"]!.AsArray().Select(name => (string)name!).ShouldBe(["secret"]);
        ((string)JsonNode.Parse(tested)!["result"]!, (string)JsonNode.Parse(tested)!["answer"]!).ShouldBe(
            ("refused", "The host 127.0.0.1 is in a private network or on this machine. Set Alerts:AllowPrivateTargets to true to call it."));
        JsonNode.Parse(listed)!["kinds"]!.AsArray().Select(kind => (string)kind!).ShouldContain("webhook");
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Channel_BadInput_NamesTheSettingAndWhatIsAllowed()
    {
        using var answer = await _administrator.PostAsJsonAsync(Routes.AlertChannels, new { name = "hook", kind = "webhook", settings = new { url = "ftp://example.com" } }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.ReadAsync())["errors"]!;
        ((string)errors["settings.url"]![0]!).ShouldStartWith("url must be an address");
        ((string)errors["settings.secret"]![0]!).ShouldBe("secret must be a text of 1 to 200 characters in one line");
    }

    [Fact]
    public async Task Channel_OfAnUnknownKind_NamesThoseThereAre()
    {
        using var answer = await _administrator.PostAsJsonAsync(Routes.AlertChannels, new { name = "pigeon", kind = "pigeon" }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((string)(await answer.ReadAsync())["errors"]!["kind"]![0]!).ShouldContain("webhook");
    }

    [Fact]
    public async Task Deliveries_OfAChannel_TellWhatItWasSentAndWhatItAnswered()
    {
        var channel = (string)JsonNode.Parse(await SendAsync(HttpMethod.Post, Routes.AlertChannels, Hook(Secret)))!["id"]!;
        var path = $"{Routes.AlertChannels}/{channel}/deliveries";
        var before = await SendAsync(HttpMethod.Get, path, null);

        await SendAsync(HttpMethod.Post, Routes.AlertRoutes, new { name = "all", channels = new[] { channel } });
        await SwitchUnreachableAsync(enabled: false);
        await Eventually.GetAsync(OpenProblemsAsync, problems => problems.Count == 0);
        await SwitchUnreachableAsync(enabled: true);
        var deliveries = await Eventually.GetAsync(() => DeliveriesAsync(path), all => all.Any(delivery => (string)delivery!["result"]! == "refused"));

        JsonNode.Parse(before)!["deliveries"]!.AsArray().ShouldBeEmpty();
        var opened = deliveries.First(delivery => (string)delivery!["event"]! == "opened")!;
        ((string)opened["problems"]![0]!["title"]!).ShouldContain("gone");
        ((int)opened["problemCount"]!).ShouldBe(1);
        ((string)opened["answer"]!).ShouldContain("Alerts:AllowPrivateTargets");
    }

    private async Task<JsonArray> DeliveriesAsync(string path) => JsonNode.Parse(await SendAsync(HttpMethod.Get, path, null))!["deliveries"]!.AsArray();

    private async Task<JsonArray> OpenProblemsAsync() => JsonNode.Parse(await SendAsync(HttpMethod.Get, Routes.Problems, null))!["problems"]!.AsArray();

    private async Task SwitchUnreachableAsync(bool enabled) => await SendAsync(
        HttpMethod.Put, $"{Routes.AlertRules}/unreachable", new { name = "unreachable", kind = "unreachable", severity = "critical", enabled, settings = new { delaySeconds = 0 } });

    private static object Hook(string secret) => new { name = "hook", kind = "webhook", settings = new { url = "http://127.0.0.1:1/hook", secret } };

    private async Task<string> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _administrator.SendAsync(request, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }
}
