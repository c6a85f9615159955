using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Delivery;

/// <summary>What opens together is told together.</summary>
public abstract class GroupingTests(TestDatabases databases) : IAsyncLifetime
{
    private DeliveryScenario _scenario = null!;

    private RecordedChannel Channel => _scenario.Channel;

    private DateTimeOffset Now => _scenario.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => _scenario = await DeliveryScenario.StartAsync(databases);

    [Fact]
    public async Task Problems_WithinASecond_AreOneMessage()
    {
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5), "one"));
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(0.8));
        await _scenario.TakeAsync(Given.Failed("b", Now, "two"));
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(0.8));
        await _scenario.TakeAsync(Given.Failed("c", Now, "three"));
        await _scenario.HearAsync(TimeSpan.FromSeconds(70));

        Channel.Taken.Select(message => string.Join(' ', message.Problems.Select(problem => problem.PipelineId))).ShouldBe(["one two", "three"]);
        (Channel.Attempts[1].At - Channel.Attempts[0].At).ShouldBe(TimeSpan.FromSeconds(60));
        Channel.Taken[1].IsLate.ShouldBeFalse();
    }

    [Fact]
    public async Task Problems_ManyAtOnce_AreListedUpToTwenty()
    {
        await _scenario.TakeAsync([Given.Status(), .. Enumerable.Range(1, 25).Select(number => Given.Failed($"run-{number}", Given.Ago(minutes: 5), $"pipeline-{number}"))]);
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(2));

        (Channel.Taken.Single().Problems.Count, Channel.Taken.Single().More).ShouldBe((20, 5));
        Channel.Taken.Single().Link.AbsolutePath.ShouldBe("/alerts");
    }

    [Fact]
    public async Task Problems_ManyAtOnce_ReachAServiceThatKeepsEachInSeveralMessages()
    {
        Channel.MirrorsAcknowledgement = true;
        await _scenario.TakeAsync([Given.Status(), .. Enumerable.Range(1, 25).Select(number => Given.Failed($"run-{number}", Given.Ago(minutes: 5), $"pipeline-{number}"))]);
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(2));

        Channel.Taken.Select(message => (message.Problems.Count, message.More)).Order().ShouldBe([(5, 0), (20, 0)]);
        Channel.Taken.SelectMany(message => message.Problems).Select(problem => problem.PipelineId).Distinct().Count().ShouldBe(25);
    }

    public async ValueTask DisposeAsync()
    {
        await _scenario.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    public sealed class OnSqlite() : GroupingTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : GroupingTests(new PostgresDatabases(server));
}
