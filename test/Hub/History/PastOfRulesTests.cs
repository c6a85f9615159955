using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Previews;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>What history tells of the past by which rules are tried out.</summary>
public abstract class PastOfRulesTests(TestDatabases databases) : IAsyncLifetime
{
    private RecordedHistory _history = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private IRulePast Past => _history.Get<IRulePast>();

    public async ValueTask InitializeAsync() => _history = await RecordedHistory.StartAsync(await databases.CreateAsync());

    [Fact]
    public async Task Figure_IsToldByTheMinute_WhereItIsKnown()
    {
        _history.After(0, Given.Status(), Given.Stats(40)).EachSecond(60, Messages.Heartbeat());
        _history.After(0, Given.Stats(95.5)).EachSecond(60, Messages.Heartbeat());
        _history.After(600, Messages.Heartbeat());
        await _history.WriteAsync();

        var values = await Past.ReadFigureAsync("default", "cpuUsage", Messages.Noon, _history.Now, Cancelled);

        (values[0].From, values[0].Step, values[0].Mean, values[0].Max).ShouldBe((Messages.Noon, TimeSpan.FromMinutes(1), 40, 40));
        values[1].Max!.Value.ShouldBe(95.5, 0.01);
        values.Where(value => value.From >= Messages.Noon.AddMinutes(4) && value.From < Messages.Noon.AddMinutes(11)).ShouldAllBe(value => value.Mean == null);
    }

    [Fact]
    public async Task Figure_OfWeeksAgo_IsToldByTheResolutionThatIsKept()
    {
        _history.After(0, Given.Status(), Given.Stats(40)).EachSecond(1200, Messages.Heartbeat());
        await _history.WriteAsync();
        _history.Clock.Advance(TimeSpan.FromDays(20));

        var values = await Past.ReadFigureAsync("default", "cpuUsage", Messages.Noon, _history.Now, Cancelled);

        values.Take(2).ShouldAllBe(value => value.Step == TimeSpan.FromMinutes(10) && value.Mean == 40);
    }

    [Fact]
    public async Task States_IncludeTheLastBeforeTheTime()
    {
        _history.After(0, Given.Status(), Given.Health(Given.Component()));
        _history.After(60, Given.Down(Messages.Noon.AddMinutes(1)));
        await _history.WriteAsync();
        _history.After(600, Given.Status() with { Since = _history.Now.AddSeconds(600) });
        await _history.WriteAsync();

        var states = await Past.ReadStatesAsync("default", Messages.Noon.AddMinutes(5), _history.Now.AddMinutes(1), Cancelled);

        states.Where(state => state.Kind == PastStateKind.Source).Select(state => state.State).ShouldBe(["down", "live"]);
    }

    [Fact]
    public async Task Runs_OfATime_AreToldInOrder()
    {
        _history.After(0, Given.Status(), Given.Ended("old", Given.Ago(days: 3)), Given.Failed("b", Given.Ago(minutes: 5)), Given.Ended("a", Given.Ago(minutes: 30)) with { RecordsProcessed = 7 });
        await _history.WriteAsync();

        var runs = await Past.ReadRunsAsync("default", Given.Ago(days: 1), Given.Now, Cancelled);

        runs.Select(run => (run.Id, run.Status, run.RecordsProcessed)).ShouldBe([("a", ExecutionStatus.Success, 7), ("b", ExecutionStatus.Failed, null)]);
    }

    [Fact]
    public async Task Runs_ThatTheDaemonForgotBeforeTheyEnded_AreLeftOut()
    {
        _history.After(0, Given.Status(), Given.Running("lost"), Given.Ended("a", Given.Ago(minutes: 30)));
        await _history.WriteAsync();
        _history.After(1, Given.Removed("lost"), Given.Removed("a"));
        await _history.WriteAsync();

        var runs = await Past.ReadRunsAsync("default", Given.Ago(days: 1), Given.Now.AddMinutes(1), Cancelled);

        runs.Select(run => run.Id).ShouldBe(["a"]);
    }

    [Fact]
    public async Task SeenPercent_CountsTheTimeThatWasWatched()
    {
        _history.After(0, Given.Status()).EachSecond(1800, Messages.Heartbeat());
        _history.Clock.Advance(TimeSpan.FromMinutes(30));
        await _history.WriteAsync();

        (await Past.ReadSeenPercentAsync(["default"], Messages.Noon, Messages.Noon.AddHours(1), Cancelled)).ShouldBe(50);
        (await Past.ReadSeenPercentAsync(["other"], Messages.Noon, Messages.Noon.AddHours(1), Cancelled)).ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    public sealed class OnSqlite() : PastOfRulesTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : PastOfRulesTests(new PostgresDatabases(server));
}
