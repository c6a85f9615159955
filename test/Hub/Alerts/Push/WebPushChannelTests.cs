using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Push;
using FlextMonitor.Hub.Tests.Alerts.Channels;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Alerts.Push;

public abstract class WebPushChannelTests(TestDatabases databases) : IAsyncLifetime
{
    private readonly PushBrowser _ada = new();
    private readonly PushBrowser _grace = new();
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("push-keys-");
    private AlertsHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await AlertsHost.StartAsync(databases, services =>
    {
        services.AddDataProtection().PersistKeysToFileSystem(_keys);
        services.Configure<AlertOptions>(options => options.AllowPrivateTargets = true);
        services.AddSingleton<IPeopleRights>(new People()).AddAlertPush();
    });

    [Fact]
    public async Task Send_ToABrowser_IsEncryptedForItAndSigned()
    {
        await using var service = await ChannelParts.ReceiverAsync(201);
        await SubscribeAsync(_ada, service, "/ada", "ada");

        var answer = await SendAsync(AlertMessages.About());

        answer.ShouldBe(new ChannelAnswer(DeliveryResult.Delivered, "Reached 1 of 1 browsers."));
        var request = await service.NextAsync();
        (request.Path, request.Headers["Urgency"], request.Headers["TTL"]).ShouldBe(("/ada", "high", "86400"));
        var content = _ada.Decrypt(request);
        ((string)content["title"]!, (string)content["link"]!, (string)content["tag"]!).ShouldBe(
            ("Critical: Orders to warehouse failed (default)", "https://monitor.example/problems/problem-1", "message-1"));
        var claims = PushBrowser.Verify(request, (await _host.Service<PushKeys>().FindAsync(Cancelled)).PublicKey);
        ((string)claims["aud"]!, (string)claims["sub"]!).ShouldBe((service.Address, "https://monitor.example"));
    }

    [Fact]
    public async Task Send_AboutDaemonsThatAPersonMayNotSee_LeavesThemOut()
    {
        await using var service = await ChannelParts.ReceiverAsync(201);
        await SubscribeAsync(_ada, service, "/ada", "ada");
        await SubscribeAsync(_grace, service, "/grace", "grace");

        var hidden = await SendAsync(AlertMessages.About(AlertEvent.Opened, Messages.Problem("one", "secret")) with { More = 3 });
        var adas = _ada.Decrypt(await service.NextAsync());
        await SendAsync(AlertMessages.About(AlertEvent.Opened, Messages.Problem("one", "secret"), Messages.Problem("two") with { Title = "Seen by both" }) with { More = 3 });
        var both = new[] { await service.NextAsync(), await service.NextAsync() }.ToDictionary(request => request.Path);

        hidden.Answer.ShouldBe("Reached 1 of 1 browsers.");
        ((string)adas["title"]!).ShouldEndWith("(secret) and 3 more");
        ((string)_grace.Decrypt(both["/grace"])["title"]!).ShouldBe("Critical: Seen by both (default)");
        ((string)_ada.Decrypt(both["/ada"])["title"]!).ShouldEndWith("and 4 more");
    }

    [Fact]
    public async Task Send_ToSomePeople_TellsThemAlone()
    {
        await using var service = await ChannelParts.ReceiverAsync(201);
        await SubscribeAsync(_ada, service, "/ada", "ada");
        await SubscribeAsync(_grace, service, "/grace", "grace");

        await SendAsync(AlertMessages.About(), "GRACE@example.com");

        (await service.NextAsync()).Path.ShouldBe("/grace");
        service.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Send_ToABrowserThatHasEndedIt_ForgetsIt(int status)
    {
        await using var service = await ChannelParts.ReceiverAsync(status, "gone");
        await SubscribeAsync(_ada, service, "/ada", "ada");

        var answer = await SendAsync(AlertMessages.About());

        answer.ShouldBe(new ChannelAnswer(DeliveryResult.Refused, "No browser of people who may see this has subscribed. People do that on their account page."));
        await using var context = _host.CreateDbContext();
        (await context.PushSubscriptions.CountAsync(Cancelled)).ShouldBe(0);
    }

    [Fact]
    public async Task Send_ToAServiceThatIsBusy_IsTriedAgain_AndTellsNoAddress()
    {
        await using var service = await ChannelParts.ReceiverAsync(503, "busy with /secret-of-ada");
        await SubscribeAsync(_ada, service, "/secret-of-ada", "ada");

        var answer = await SendAsync(AlertMessages.About());

        answer.ShouldBe(new ChannelAnswer(DeliveryResult.Failed, "503 busy with /•••"));
    }

    [Fact]
    public async Task Send_ToSomebodyWhoIsNotThereAnyMore_IsNotSent()
    {
        await using var service = await ChannelParts.ReceiverAsync(201);
        await SubscribeAsync(_ada, service, "/eve", "eve");

        (await SendAsync(AlertMessages.Test())).Result.ShouldBe(DeliveryResult.Refused);
        service.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Send_OfALongMessage_FitsIntoOneRecord()
    {
        await using var service = await ChannelParts.ReceiverAsync(201);
        await SubscribeAsync(_ada, service, "/ada", "ada");

        await SendAsync(AlertMessages.Long());

        var request = await service.NextAsync();
        request.Bytes.Count.ShouldBeLessThanOrEqualTo(4096);
        var body = (string)_ada.Decrypt(request)["body"]!;
        Encoding.UTF8.GetByteCount(body).ShouldBeInRange(500, 1000);
        body.ShouldEndWith("…");
    }

    [Fact]
    public async Task Keys_StayAfterARestart_AndAreStoredEncrypted()
    {
        var before = await _host.Service<PushKeys>().FindAsync(Cancelled);

        var after = await _host.Service<PushKeys>().FindAsync(Cancelled);

        after.ShouldBe(before);
        await using var context = _host.CreateDbContext();
        var row = await context.PushKeys.SingleAsync(Cancelled);
        row.PrivateKey.ShouldNotContain(before.PrivateKey);
        before.ToString().ShouldNotContain(before.PrivateKey);
    }

    [Fact]
    public async Task Keys_ThatCannotBeDecrypted_AreMadeAgain_AndBrowsersSubscribeAgain()
    {
        var before = await _host.Service<PushKeys>().FindAsync(Cancelled);
        await using var service = await ChannelParts.ReceiverAsync(201);
        await SubscribeAsync(_ada, service, "/ada", "ada");
        await using (var context = _host.CreateDbContext())
        {
            await context.PushKeys.ExecuteUpdateAsync(row => row.SetProperty(key => key.PrivateKey, "AAAA"), Cancelled);
        }

        var answer = await SendAsync(AlertMessages.About());

        answer.Result.ShouldBe(DeliveryResult.Refused);
        (await _host.Service<PushKeys>().FindAsync(Cancelled)).PublicKey.ShouldNotBe(before.PublicKey);
        service.Count.ShouldBe(0);
    }

    [Fact]
    public void Check_OfPeopleThatAreNoAddresses_SaysWhatIsAllowed()
    {
        Channel.Check([]).ShouldBeEmpty();
        Channel.Check(new JsonObject { ["people"] = new JsonArray("ada") })["people"].Single().ShouldStartWith("people must be a list of at most 200 e-mail addresses");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _ada.Dispose();
        _grace.Dispose();
        _keys.Delete(recursive: true);
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private IAlertChannel Channel => _host.Service<IEnumerable<IAlertChannel>>().Single(channel => channel.Kind == "webpush");

    private Task<ChannelAnswer> SendAsync(AlertMessage message, params string[] people) =>
        Channel.SendAsync(new JsonObject { ["people"] = new JsonArray([.. people.Select(person => JsonValue.Create(person))]) }, message, Cancelled).DefaultTimeout();

    private async Task SubscribeAsync(PushBrowser browser, RecordingReceiver service, string path, string person)
    {
        await using var context = _host.CreateDbContext();
        context.PushSubscriptions.Add(browser.Row(service.Address + path, person));
        await context.SaveChangesAsync(Cancelled);
    }

    public sealed class OnSqlite() : WebPushChannelTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : WebPushChannelTests(new PostgresDatabases(server));

    /// <summary>Ada may see every daemon, Grace one.</summary>
    private sealed class People : IPeopleRights
    {
        private static readonly PersonRights[] All =
        [
            new("ada", "ada@example.com", Rights.Of([new Grant(Roles.Viewer, [])])),
            new("grace", "grace@example.com", Rights.Of([new Grant(Roles.Viewer, ["default"])])),
        ];

        public Task<IReadOnlyList<PersonRights>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PersonRights>>([.. All.Where(person => ids.Contains(person.Id))]);
    }
}
