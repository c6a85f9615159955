using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Web.Tests.Alerts;

/// <summary>One's own browsers that are told of problems.</summary>
public sealed class PushApiTests : IAsyncLifetime
{
    private const string Endpoint = "https://push.example/send/abcdefgh";

    private static readonly string[] Linus = ["linus@example.com"];

    private MonitorHost _host = null!;
    private HttpClient _linus = null!;
    private HttpClient _grace = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync();
        _linus = await _host.ServiceAsync(await _host.CreateUserAsync("linus@example.com", Roles.Viewer));
        _grace = await _host.ServiceAsync(await _host.CreateUserAsync("grace@example.com", Roles.Viewer));
    }

    [Fact]
    public async Task Browser_AddedAndRemoved_IsOnesOwn_AndItsKeysAreNotSentBack()
    {
        var (key, secret) = (PublicKey(), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));

        using var added = await SubscribeAsync(_linus, Endpoint, key, secret);
        using var again = await SubscribeAsync(_linus, Endpoint, key, secret);
        var listed = await _linus.GetStringAsync(Routes.Push, Cancelled);
        var others = JsonNode.Parse(await _grace.GetStringAsync(Routes.Push, Cancelled))!;
        var path = $"{Routes.Push}/{(await again.ReadAsync())["id"]}";
        using var byAnother = await _grace.DeleteAsync(path, Cancelled);
        using var removed = await _linus.DeleteAsync(path, Cancelled);

        (added.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        new[] { key, secret, Endpoint }.ShouldAllBe(hidden => !listed.Contains(hidden, StringComparison.Ordinal));
        JsonNode.Parse(listed)!["subscriptions"]!.AsArray().ShouldHaveSingleItem();
        others["subscriptions"]!.AsArray().ShouldBeEmpty();
        Base64Url.DecodeFromChars((string)others["publicKey"]!).Length.ShouldBe(65);
        ((string)JsonNode.Parse(listed)!["publicKey"]!).ShouldBe((string)others["publicKey"]!);
        (byAnother.StatusCode, removed.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NoContent));
    }

    [Fact]
    public async Task Browser_BadInput_NamesTheFieldAndWhatIsAllowed()
    {
        using var answer = await SubscribeAsync(_linus, "ftp://push.example", Base64Url.EncodeToString([4, .. new byte[64]]), "AAAA");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.ReadAsync())["errors"]!.AsObject();
        errors.Select(error => error.Key).ShouldBe(["endpoint", "keys.p256dh", "keys.auth"]);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("monitor.example", false)]
    public async Task Push_AtAnAddress_SaysWhetherBrowsersCanSubscribeThere(string host, bool can)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Push);
        request.Headers.Host = host;
        using var answer = await _linus.SendAsync(request, Cancelled);

        var push = await answer.ReadAsync();

        ((bool)push["canSubscribe"]!, push["reason"] is null).ShouldBe((can, can));
        if (!can)
        {
            ((string)push["reason"]!).ShouldContain("https://");
        }
    }

    [Fact]
    public async Task Channel_ToBrowsersInsideTheNetwork_IsRefused()
    {
        using var administrator = await _host.ServiceAsync();
        using var added = await SubscribeAsync(_linus, "http://127.0.0.1:1/push", PublicKey(), Base64Url.EncodeToString(new byte[16]));
        using var made = await administrator.PostAsJsonAsync(Routes.AlertChannels, new { name = "browsers", kind = "webpush", settings = new { people = Linus } }, Cancelled);

        using var tested = await administrator.PostAsync($"{Routes.AlertChannels}/{(await made.ReadAsync())["id"]}/test", null, Cancelled);

        var answer = await tested.ReadAsync();
        ((string)answer["result"]!, (string)answer["answer"]!).ShouldBe(
            ("refused", "The host 127.0.0.1 is in a private network or on this machine. Set Alerts:AllowPrivateTargets to true to call it."));
    }

    public async ValueTask DisposeAsync()
    {
        _linus.Dispose();
        _grace.Dispose();
        await _host.DisposeAsync();
    }

    private static string PublicKey()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(false).Q;
        return Base64Url.EncodeToString([4, .. point.X!, .. point.Y!]);
    }

    private static Task<HttpResponseMessage> SubscribeAsync(HttpClient caller, string endpoint, string p256dh, string auth) =>
        caller.PostAsJsonAsync(Routes.Push, new { endpoint, expirationTime = (string?)null, keys = new { p256dh, auth } }, Cancelled);
}
