using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Exports.Schedules;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace FlextMonitor.Hub.Tests.Exports.Schedules;

/// <summary>A hub with scheduled reports, a real mail server and the outbox of alerts. The test says when reports are made.</summary>
public abstract class ScheduledReportsApi(TestDatabases databases) : ExportsApi
{
    private SmtpInbox _inbox = null!;

    /// <summary>When <see cref="CreateAsync"/>'s report is due: the clock begins at noon of the day before.</summary>
    protected static DateTimeOffset Due { get; } = new(2026, 1, 3, 7, 0, 0, TimeSpan.Zero);

    protected SmtpInbox Inbox => _inbox;

    private ReportRunner? _runner;

    internal ReportRunner Runner => _runner ??= ActivatorUtilities.CreateInstance<ReportRunner>(Services);

    protected override IEnumerable<(string Key, string Value)> Settings => [.. _inbox.Settings, ("Alerts:AllowPrivateTargets", "true")];

    public override async ValueTask InitializeAsync()
    {
        _inbox = await SmtpInbox.StartAsync();
        await base.InitializeAsync();
        People.Grant("ada", Roles.Operator);
        await RecordAsync(Given.Status(), Given.Failed("bad", Given.Ago(minutes: 3)) with { ErrorMessage = "ORA-01555" });
        await AddChannelAsync("mail", "email", new JsonObject { ["to"] = new JsonArray("team@example.com") });
    }

    public override async ValueTask DisposeAsync()
    {
        _runner?.Dispose();
        await base.DisposeAsync();
        await _inbox.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override Task<string> DatabaseAsync() => databases.CreateAsync();

    protected override void Replace(IServiceCollection services) => services.Configure<PublicAddress.Options>(address => address.Url = "https://monitor.example");

    protected Task<DateTimeOffset?> WorkAsync(long? epoch = null) => Runner.WorkAsync(epoch, Cancelled).DefaultTimeout();

    protected Task AddChannelAsync(string name, string kind, JsonObject settings)
    {
        var row = new ChannelRow { Id = name, Name = name, Kind = kind, Settings = [], UpdatedAt = Clock.GetUtcNow(), UpdatedBy = "" };
        Services.GetRequiredService<ChannelSettings>().Write(row, settings, Services.GetServices<IAlertChannel>().Single(known => known.Kind == kind).Secrets);
        return AddAsync(row);
    }

    /// <summary>A daily report of the day before, at 7:00 UTC by mail.</summary>
    protected static JsonObject Body(Action<JsonObject>? change = null)
    {
        var body = new JsonObject { ["name"] = "Morning report", ["range"] = "day", ["every"] = "day", ["at"] = "07:00", ["zone"] = "UTC", ["channel"] = "mail" };
        change?.Invoke(body);
        return body;
    }

    protected async Task<string> CreateAsync(Action<JsonObject>? change = null, string user = "ada")
    {
        var (status, answer) = await AskAsync(HttpMethod.Post, "", Body(change), user: user);
        status.ShouldBe(HttpStatusCode.OK, answer?.ToJsonString());
        return (string)answer!["id"]!;
    }

    protected async Task<JsonNode> FindAsync(string id, string user = "ada") => (await AskAsync(HttpMethod.Get, $"/{id}", user: user)).Answer!;

    protected async Task<(HttpStatusCode Status, JsonNode? Answer)> AskAsync(HttpMethod method, string path, JsonNode? body = null, string role = Roles.Operator, string sources = "", string user = "ada")
    {
        using var client = new HttpClient();
        using var request = RequestTo(Routes.ExportSchedules + path, role, sources, user);
        (request.Method, request.Content) = (method, body is null ? null : JsonContent.Create(body));
        using var answer = await client.SendAsync(request, Cancelled).DefaultTimeout();
        var text = await answer.Content.ReadAsStringAsync(Cancelled).DefaultTimeout();
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>The mails, once there are so many.</summary>
    protected async Task<IReadOnlyList<MimeMessage>> MailsAsync(int count)
    {
        await Eventually.IsAsync(() => _inbox.Mails.Count >= count);
        return _inbox.Mails;
    }

    internal async Task<List<DeliveryRow>> DeliveriesAsync()
    {
        await using var context = await Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<AlertsDbContext>>().CreateDbContextAsync(Cancelled);
        return [.. context.Deliveries];
    }
}
