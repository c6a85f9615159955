using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Delivery;
using FlextMonitor.Hub.Alerts.Silences;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Commands;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.Storage.Leading;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Delivery;

/// <summary>An evaluator, its journal and the outbox, one step after the other by a clock of the test's own.</summary>
internal sealed class DeliveryScenario : IAsyncDisposable, IUnseenRuns
{
    private const string Key = "ConnectionStrings:Monitor";
    private const long Epoch = 1;

    private readonly string _database;
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("delivery-test-");
    private StoreHost _host = null!;
    private DateTimeOffset? _announceAt = DateTimeOffset.MinValue;
    private DateTimeOffset? _sendAt = DateTimeOffset.MinValue;

    private DeliveryScenario(string database)
    {
        _database = database;
        Channel = new RecordedChannel(Time);
        Feed = new EvaluatedFeed { Parts = [new PartOfHost(this)] }.Restart();
    }

    public FakeTimeProvider Time { get; } = new(Given.Now);

    public EvaluatedFeed Feed { get; }

    public RecordedChannel Channel { get; }

    public static async Task<DeliveryScenario> StartAsync(TestDatabases databases, Action<RouteRow>? route = null)
    {
        var scenario = new DeliveryScenario(await databases.CreateAsync("delivery", PrepareAsync));
        await scenario.StartHostAsync();
        await scenario.Service<ProblemJournal>().BeginTermAsync(Epoch, TestContext.Current.CancellationToken);
        await scenario.AddChannelAsync("first");
        await scenario.AddRouteAsync("all", ["first"], route);
        return scenario;
    }

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public AlertsDbContext CreateDbContext() => Service<IDbContextFactory<AlertsDbContext>>().CreateDbContext();

    public Task AddChannelAsync(string name) => AddAsync(context =>
    {
        var row = new ChannelRow { Id = name, Name = name, Kind = Channel.Kind, Settings = [], UpdatedAt = Time.GetUtcNow(), UpdatedBy = "" };
        Service<ChannelSettings>().Write(row, new JsonObject { ["name"] = name, ["secret"] = "abc" }, Channel.Secrets);
        context.Channels.Add(row);
    });

    public Task AddRouteAsync(string id, string[] channels, Action<RouteRow>? set = null) => AddAsync(context =>
    {
        var row = new RouteRow { Id = id, Name = id, Channels = channels, Match = RuleMatch.Everything, UpdatedAt = Time.GetUtcNow(), UpdatedBy = "" };
        set?.Invoke(row);
        context.Routes.Add(row);
    });

    public Task ChangeAsync(Func<AlertsDbContext, Task> change) => WithContextAsync(change);

    /// <summary>A collector tells something, and it is evaluated and stored.</summary>
    public async Task TakeAsync(params SourceMessage[] messages)
    {
        Feed.Take(messages);
        await StoreAsync();
    }

    /// <summary>A person acknowledges the only problem of a kind for some hours.</summary>
    public Task AcknowledgeAsync(string kind, double hours) => ObeyAsync(
        new ProblemCommand(1, ProblemCommandKind.Acknowledge, Feed.Problem(kind).Id, "ana@example.com", Time.GetUtcNow(), Time.GetUtcNow().AddHours(hours)));

    public Task TakeBackAsync(string kind) => ObeyAsync(new ProblemCommand(2, ProblemCommandKind.TakeBack, Feed.Problem(kind).Id, "ana@example.com", Time.GetUtcNow()));

    /// <summary>A person silences everything for some time.</summary>
    public async Task SilenceAsync(TimeSpan span)
    {
        var now = Time.GetUtcNow();
        var silence = new SilenceRow { Id = "s", Reason = "deployment", Match = RuleMatch.Everything, From = now, To = now + span, CreatedAt = now, CreatedBy = "ana@example.com" };
        Feed.Obey(new ProblemOrders([], new SilencePlan([silence])));
        await StoreAsync();
    }

    /// <summary>The clock advances, and everything that comes due meanwhile takes place.</summary>
    public async Task AdvanceAsync(TimeSpan span)
    {
        var until = Time.GetUtcNow() + span;
        await WorkAsync();
        while (Time.GetUtcNow() < until)
        {
            DateTimeOffset next = new[] { Feed.NextDue, _announceAt, _sendAt, until }.Min()!.Value;
            Time.SetUtcNow(next > Time.GetUtcNow() ? next : Time.GetUtcNow().AddMilliseconds(1));
            await WorkAsync();
        }
    }

    /// <summary>The same with the daemon heard every second.</summary>
    public async Task HearAsync(TimeSpan span, params string[] sources)
    {
        for (var until = Time.GetUtcNow() + span; Time.GetUtcNow() < until;)
        {
            await AdvanceAsync(TimeSpan.FromSeconds(1));
            await TakeAsync([.. (sources.Length == 0 ? [Given.Source] : sources).Select(source => Given.Heartbeat(Time.GetUtcNow()) with { Source = source })]);
        }
    }

    /// <summary>The process ends and starts again. What it had not stored is gone.</summary>
    public async Task RestartAsync()
    {
        await _host.DisposeAsync();
        await StartHostAsync();
        (_announceAt, _sendAt) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
    }

    public Task<UnseenRuns> FindAsync(string source, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => Task.FromResult(Feed.FindUnseen(source, from, until));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _keys.Delete(recursive: true);
    }

    private static async Task PrepareAsync(string connectionString)
    {
        await using var host = await StoreHost.StartAsync(services => services.AddAlerts(), (Key, connectionString));
    }

    private async Task StartHostAsync() => _host = await StoreHost.StartAsync(
        services =>
        {
            services.AddSingleton<TimeProvider>(Time).AddAlerts();
            services.AddDataProtection().SetApplicationName("test").PersistKeysToFileSystem(_keys);

            services.Replace(ServiceDescriptor.Singleton<IEvaluatorLeadership, StepByStep>());
            services.AddSingleton<ProblemJournal>().AddSingleton<IAlertChannel>(Channel).AddSingleton<IUnseenRuns>(this);
        },
        (Key, _database));

    private async Task ObeyAsync(ProblemCommand command)
    {
        Feed.Obey(new ProblemOrders([command], new SilencePlan([])));
        await StoreAsync();
    }

    private async Task StoreAsync()
    {
        ProblemChange[] changes = [.. Feed.Changes];
        Feed.Changes.Clear();
        if (changes.Length > 0)
        {
            await Service<ProblemJournal>().StoreAsync(Epoch, changes, [], TestContext.Current.CancellationToken);
            _announceAt = DateTimeOffset.MinValue;
        }
    }

    private async Task WorkAsync()
    {
        Feed.Advance(Time.GetUtcNow());
        await StoreAsync();
        if (_announceAt <= Time.GetUtcNow())
        {
            _announceAt = await Service<Announcer>().AnnounceAsync(null, TestContext.Current.CancellationToken);
            _sendAt = DateTimeOffset.MinValue;
        }

        if (_sendAt <= Time.GetUtcNow())
        {
            while (await DueAsync() is { } delivery)
            {
                await Service<DeliverySender>().SendAsync(delivery, null, TestContext.Current.CancellationToken);
            }

            _sendAt = await NextAttemptAsync();
        }
    }

    private Task<string?> DueAsync() => WithContextAsync(context => context.Deliveries.Where(row => row.NextAttemptAt <= Time.GetUtcNow()).OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Id)
        .Select(row => row.Id).FirstOrDefaultAsync(TestContext.Current.CancellationToken));

    private Task<DateTimeOffset?> NextAttemptAsync() => WithContextAsync(context => context.Deliveries.MinAsync(row => row.NextAttemptAt, TestContext.Current.CancellationToken));

    private Task AddAsync(Action<AlertsDbContext> add) => WithContextAsync(async context =>
    {
        add(context);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    private async Task WithContextAsync(Func<AlertsDbContext, Task> work)
    {
        await using var context = CreateDbContext();
        await work(context);
    }

    private async Task<T> WithContextAsync<T>(Func<AlertsDbContext, Task<T>> work)
    {
        await using var context = CreateDbContext();
        return await work(context);
    }

    private sealed class PartOfHost(DeliveryScenario scenario) : IMonitorConditions
    {
        public IReadOnlyList<string> Kinds { get; } = [ProblemKinds.ChannelBroken];

        public IReadOnlyList<MonitorCondition>? Current => scenario._host is null ? null : scenario.Service<BrokenChannels>().Current;
    }

    /// <summary>What a leader does by itself, such as sending and deleting what is old, the test does.</summary>
    private sealed class StepByStep : IEvaluatorLeadership
    {
        public bool IsLeading => true;

        public bool IsShared => false;

        public string Leader => "";

        public Task RunAsync(Func<LeaderTerm, Task> work, CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
