using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.Alerts.Delivery;

/// <summary>What becomes of messages that a channel does not take.</summary>
public abstract class FailedDeliveryTests(TestDatabases databases) : IAsyncLifetime
{
    private DeliveryScenario _scenario = null!;

    private RecordedChannel Channel => _scenario.Channel;

    private DateTimeOffset Now => _scenario.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => _scenario = await DeliveryScenario.StartAsync(databases);

    [Fact]
    public async Task Receiver_AwayForAnHour_IsToldOnceAndThatItIsLate()
    {
        Channel.Answer = (_, _) => Now < Given.Now.AddHours(1) ? RecordedChannel.Failed : RecordedChannel.Delivered;
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _scenario.HearAsync(TimeSpan.FromMinutes(70));

        var taken = Channel.Taken.Single();
        (taken.Event, taken.IsLate, taken.At).ShouldBe((AlertEvent.Opened, true, Given.Now));
        var waits = Channel.Attempts.Zip(Channel.Attempts.Skip(1), (one, next) => next.At - one.At).ToList();
        waits.Count.ShouldBeGreaterThan(11);
        waits[0].ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(5.1));
        waits.ShouldAllBe(wait => wait <= TimeSpan.FromMinutes(5.01));
        Channel.Attempts.Select(attempt => attempt.Message.Id).Distinct().ShouldHaveSingleItem();
        var delivery = (await DeliveriesAsync()).Single();
        (delivery.State, delivery.Attempts).ShouldBe((DeliveryState.Delivered, Channel.Attempts.Count));
    }

    [Fact]
    public async Task Receiver_AwayWhileAProblemOpensAndEnds_IsToldBothInOneMessage()
    {
        Channel.Answer = (_, _) => Now < Given.Now.AddMinutes(20) ? RecordedChannel.Failed : RecordedChannel.Delivered;
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5), "one"), Given.Failed("b", Given.Ago(minutes: 5), "two"));
        await _scenario.HearAsync(TimeSpan.FromMinutes(5));
        await _scenario.TakeAsync(Given.Ended("c", Now, pipeline: "one"));
        await _scenario.HearAsync(TimeSpan.FromMinutes(30));

        Channel.Taken.Select(message => (message.Event, Pipelines: string.Join(' ', message.Problems.Select(problem => problem.PipelineId)))).Order()
            .ShouldBe([(AlertEvent.Opened, "two"), (AlertEvent.Resolved, "one")]);
        var resolved = Channel.Taken.Single(message => message.Event == AlertEvent.Resolved);
        (resolved.Problems.Single().Since, resolved.ResolvedAt.Values.Single()).ShouldBe((Given.Ago(minutes: 5), Given.Now.AddMinutes(5)));
    }

    [Fact]
    public async Task Receiver_AsksToWait_IsNotTriedBefore()
    {
        Channel.Answer = (_, _) => Channel.Attempts.Count == 0 ? RecordedChannel.Failed with { RetryAfter = TimeSpan.FromMinutes(3) } : RecordedChannel.Delivered;
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _scenario.HearAsync(TimeSpan.FromMinutes(5));

        (Channel.Attempts[1].At - Channel.Attempts[0].At).ShouldBe(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Receiver_RefusesForGood_IsAProblemThatOtherChannelsAreToldOf()
    {
        await _scenario.AddChannelAsync("second");
        await _scenario.AddRouteAsync("monitor", ["second", "first"], route => route.Match = RuleMatch.Everything with { Sources = [SourceNames.Monitor] });
        Channel.Answer = (channel, _) => channel == "first" ? RecordedChannel.Refused : RecordedChannel.Delivered;
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _scenario.HearAsync(TimeSpan.FromMinutes(2));

        Channel.Attempts.Count(attempt => attempt.Channel == "first").ShouldBe(1);
        var broken = _scenario.Feed.Problem(ProblemKinds.ChannelBroken);
        (broken.Source, broken.Component, broken.Detail).ShouldBe((SourceNames.Monitor, "first", "404 gone"));
        Channel.Attempts.Single(attempt => attempt.Channel == "second").Message.Problems.Single().Kind.ShouldBe(ProblemKinds.ChannelBroken);

        Channel.Answer = (_, _) => RecordedChannel.Delivered;
        await _scenario.TakeAsync(Given.Failed("b", Now, "other"));
        await _scenario.HearAsync(TimeSpan.FromMinutes(2));

        _scenario.Feed.Problems.ShouldNotContain(problem => problem.Kind == ProblemKinds.ChannelBroken);
        Channel.Attempts.Where(attempt => attempt.Channel == "second").Select(attempt => attempt.Message.Event).ShouldBe([AlertEvent.Opened, AlertEvent.Resolved]);
    }

    [Fact]
    public async Task Receiver_RefusedTheOpening_IsNotToldOfTheEnd()
    {
        Channel.Answer = (_, message) => message.Event == AlertEvent.Opened ? RecordedChannel.Refused : RecordedChannel.Delivered;
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _scenario.HearAsync(TimeSpan.FromSeconds(5));
        await _scenario.TakeAsync(Given.Ended("b", Now));
        await _scenario.HearAsync(TimeSpan.FromSeconds(5));

        Channel.Attempts.Select(attempt => attempt.Message.Event).ShouldBe([AlertEvent.Opened]);
    }

    [Fact]
    public async Task Receiver_AwayForADay_IsGivenUp()
    {
        Channel.Answer = (_, _) => RecordedChannel.Failed with { RetryAfter = TimeSpan.FromHours(1) };
        await _scenario.TakeAsync(Given.Status() with { IntervalSeconds = 7200 }, Given.Failed("a", Given.Ago(minutes: 5)));
        for (var hour = 0; hour < 25; hour++)
        {
            await _scenario.AdvanceAsync(TimeSpan.FromHours(1));
            await _scenario.TakeAsync(Given.Heartbeat(Now));
        }

        var delivery = (await DeliveriesAsync()).Single();
        delivery.State.ShouldBe(DeliveryState.GivenUp);
        delivery.Attempts.ShouldBe(25);
        _scenario.Feed.Problem(ProblemKinds.ChannelBroken).Detail.ShouldBe("503 away");
    }

    [Fact]
    public async Task Route_Deleted_TellsNothingMore()
    {
        await _scenario.TakeAsync(Given.Down());
        await _scenario.ChangeAsync(context => context.Routes.ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(15));

        Channel.Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Channel_Deleted_EndsItsMessages()
    {
        Channel.Answer = (_, _) => RecordedChannel.Failed;
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(2));
        await _scenario.ChangeAsync(context => context.Channels.ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        await _scenario.HearAsync(TimeSpan.FromSeconds(30));

        var delivery = (await DeliveriesAsync()).Single();
        (delivery.State, delivery.Answer).ShouldBe((DeliveryState.Refused, "The channel was deleted."));
    }

    [Fact]
    public async Task Process_EndsBeforeItStoresTheAnswer_SendsTheSameMessageOnceMore()
    {
        var isKilled = false;
        Channel.Answer = (_, _) => isKilled ? RecordedChannel.Delivered : throw new InvalidOperationException((isKilled = true).ToString());
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await Should.ThrowAsync<InvalidOperationException>(() => _scenario.AdvanceAsync(TimeSpan.FromSeconds(2)));

        await _scenario.RestartAsync();
        await _scenario.HearAsync(TimeSpan.FromSeconds(30));

        Channel.Taken.Single().Event.ShouldBe(AlertEvent.Opened);
        (await DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.Delivered);
    }

    public async ValueTask DisposeAsync()
    {
        await _scenario.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<IReadOnlyList<DeliveryRow>> DeliveriesAsync()
    {
        await using var context = _scenario.CreateDbContext();
        return await context.Deliveries.AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync(TestContext.Current.CancellationToken);
    }

    public sealed class OnSqlite() : FailedDeliveryTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : FailedDeliveryTests(new PostgresDatabases(server));
}
