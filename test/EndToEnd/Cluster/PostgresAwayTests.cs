using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Testing;
using Npgsql;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two monitors as processes that lose their PostgreSQL, and then Redis as well.</summary>
[Collection(nameof(RealProcesses))]
public sealed class PostgresAwayTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly RedisServer _redis = new();
    private CountingDaemon _daemon = null!;
    private MonitorPair _pair = null!;
    private string _database = "";

    public async ValueTask InitializeAsync()
    {
        _daemon = await CountingDaemon.StartAsync();
        _database = await postgres.CreateDatabaseAsync();
        _pair = await MonitorPair.StartAsync([("default", _daemon.Address)], _database, await _redis.CreateDatabaseAsync());
    }

    [Fact]
    public async Task Postgres_AwayAndThenRedisToo_LiveGoesOnAsLongAsItCan_AndAllIsBackByItself()
    {
        var token = await _pair.Second.SignInAsync();
        await using var subscriber = await _pair.Second.SubscribeAsync(token, HubProtocolKind.Json);
        await subscriber.NextAsync<Heartbeat>(IsOfEvaluator);

        await RefuseAsync();
        _daemon.IsUnwell = true;

        // Figures are live without it. Nothing is evaluated.
        await subscriber.NextAsync<Contracts.HealthStatus>(health => !health.Healthy);
        await _daemon.NewerAsync(subscriber);
        await _daemon.NewerAsync(subscriber);
        subscriber.Received.OfType<Problem>().ShouldNotContain(problem => problem.Kind == ProblemKinds.Component);

        // With both away, the page keeps what was known.
        await _redis.KillAsync();
        await Eventually.GetAsync(HealthAsync, health => health.Contains("Redis cannot be reached", StringComparison.Ordinal));
        subscriber.Closed.IsCompleted.ShouldBeFalse();
        await AllowAsync();
        await _redis.StartAgainAsync();

        await _daemon.NewerAsync(subscriber);
        var problem = subscriber.Received.OfType<Problem>().FirstOrDefault(IsOfComponent) ?? await subscriber.NextAsync<Problem>(IsOfComponent);
        await subscriber.NextAsync<Heartbeat>(heartbeat => IsOfEvaluator(heartbeat) && heartbeat.EvaluatedAt > problem.Since);
        subscriber.Received.OfType<Problem>().Where(IsOfComponent).Select(one => one.Id).Distinct().ShouldHaveSingleItem();
        subscriber.Received.OfType<ProblemResolved>().ShouldNotContain(resolved => resolved.Id == problem.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _pair.DisposeAsync();
        await _daemon.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private static bool IsOfEvaluator(Heartbeat heartbeat) => heartbeat is { Source: "_monitor", EvaluatedAt: not null };

    private static bool IsOfComponent(Problem problem) => problem.Kind == ProblemKinds.Component;

    private string Name => new NpgsqlConnectionStringBuilder(_database).Database!;

    private async Task RefuseAsync()
    {
        await postgres.ExecuteAsync($"ALTER DATABASE {Name} ALLOW_CONNECTIONS false");
        await postgres.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}'");
    }

    private async Task<string> HealthAsync()
    {
        using var answer = await _pair.Second.GetAsync(Routes.HealthReady, token: null);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private Task AllowAsync() => postgres.ExecuteAsync($"ALTER DATABASE {Name} ALLOW_CONNECTIONS true");
}
