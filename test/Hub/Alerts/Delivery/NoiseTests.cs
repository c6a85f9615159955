using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Delivery;

/// <summary>Much that goes wrong at once, or again and again, is few messages.</summary>
public sealed class NoiseTests : IAsyncLifetime
{
    private readonly SqliteDatabases _databases = new();
    private DeliveryScenario _scenario = null!;

    private DateTimeOffset Now => _scenario.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => _scenario = await DeliveryScenario.StartAsync(_databases);

    [Fact]
    public async Task Daemon_WithFortyPipelinesStopsForTenMinutes_IsTwoMessages()
    {
        var names = Enumerable.Range(1, 40).Select(number => $"pipeline-{number}").ToList();
        await _scenario.TakeAsync(
        [
            Given.Status(),
            .. names.Select(name => Given.Definition(name, name, "*/2 * * * *")),
            .. names.Select(name => Given.Running($"run-{name}", Given.Ago(minutes: 1), name)),
        ]);
        await _scenario.HearAsync(TimeSpan.FromSeconds(5));
        await _scenario.AdvanceAsync(TimeSpan.FromMinutes(10));
        await _scenario.TakeAsync([Given.Status() with { ObservedAt = Now, Since = Now }, .. names.Select(name => Given.Ended($"run-{name}", Now.AddSeconds(-30), pipeline: name) with { ObservedAt = Now })]);
        await _scenario.HearAsync(TimeSpan.FromSeconds(20));

        _scenario.Channel.Events.ShouldBe([AlertEvent.Opened, AlertEvent.Returned]);
        _scenario.Channel.Taken[1].Unseen.ShouldNotBeNull().Runs.Count.ShouldBe(20);
    }

    [Fact]
    public async Task TwentyDaemons_LostAtOnce_AreTwoMessages()
    {
        string[] sources = [.. Enumerable.Range(1, 20).Select(number => $"daemon-{number}")];
        await _scenario.TakeAsync([.. sources.Select(source => Given.Status() with { Source = source })]);
        await _scenario.HearAsync(TimeSpan.FromSeconds(5), sources);
        foreach (var source in sources)
        {
            await _scenario.TakeAsync(Given.Down(Now) with { Source = source });
            await _scenario.AdvanceAsync(TimeSpan.FromSeconds(0.4));
        }

        await _scenario.AdvanceAsync(TimeSpan.FromMinutes(5));
        await _scenario.TakeAsync([.. sources.Select(source => Given.Status() with { Source = source, ObservedAt = Now, Since = Now })]);
        await _scenario.HearAsync(TimeSpan.FromSeconds(30), sources);

        _scenario.Channel.Events.ShouldBe([AlertEvent.Opened, AlertEvent.Returned]);
        _scenario.Channel.Taken[0].Problems.Single().Kind.ShouldBe(ProblemKinds.OwnNetwork);
    }

    [Fact]
    public async Task Daemon_ComesAndGoesEverySecondForHours_IsAtMostFiveMessages()
    {
        var seconds = LongTests.AreWanted ? 4 * 3600 : 300;
        await _scenario.TakeAsync(Given.Status());
        for (var second = 0; second < seconds; second++)
        {
            await _scenario.TakeAsync((second % 2 == 0 ? Given.Down(Now) : Given.Status() with { Since = Now }) with { ObservedAt = Now });
            await _scenario.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        await _scenario.HearAsync(TimeSpan.FromMinutes(31));

        _scenario.Channel.Taken.Count.ShouldBeInRange(2, 5);
        _scenario.Channel.Taken[^1].ResolvedAt.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Component_FailsAndRecoversEverySecond_IsAtMostFiveMessages()
    {
        await _scenario.TakeAsync(Given.Status(), Given.Health(Given.Component()));
        for (var second = 0; second < 120; second++)
        {
            await _scenario.TakeAsync(Given.Health(Given.Component(healthy: second % 2 == 1)) with { ObservedAt = Now });
            await _scenario.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        await _scenario.HearAsync(TimeSpan.FromMinutes(31));

        _scenario.Channel.Events.ShouldBe([AlertEvent.Flapping, AlertEvent.Flapping]);
    }

    public async ValueTask DisposeAsync()
    {
        await _scenario.DisposeAsync();
        _databases.Dispose();
    }
}
