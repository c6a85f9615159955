using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.Alerts.Delivery;

/// <summary>Who is told what, when and how often.</summary>
public abstract class DeliveryTests(TestDatabases databases) : IAsyncLifetime
{
    private DeliveryScenario _scenario = null!;

    private RecordedChannel Channel => _scenario.Channel;

    private DateTimeOffset Now => _scenario.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => _scenario = await DeliveryScenario.StartAsync(databases);

    [Fact]
    public async Task Problem_OpensAndEnds_IsToldOnceEach()
    {
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(3));
        await _scenario.TakeAsync(Given.Ended("b", Now));
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(3));

        Channel.Events.ShouldBe([AlertEvent.Opened, AlertEvent.Resolved]);
        (Channel.Attempts[0].At - Given.Now).ShouldBe(TimeSpan.FromSeconds(1));
        Channel.Taken[0].Problems.Single().Kind.ShouldBe(ProblemKinds.Failing);
        Channel.Taken[1].ResolvedAt.Keys.ShouldBe([Channel.Taken[0].Problems.Single().Id]);
        Channel.Taken[0].Link.AbsolutePath.ShouldBe($"/problems/{Channel.Taken[0].Problems.Single().Id}");
        Channel.Taken.ShouldAllBe(message => !message.IsLate);
    }

    [Fact]
    public async Task Problem_OverBeforeItsDelay_IsNotTold()
    {
        await _scenario.TakeAsync(Given.Down());
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(9));
        await _scenario.TakeAsync(Given.Status() with { ObservedAt = Now, Since = Now });
        await _scenario.HearAsync(TimeSpan.FromSeconds(30));

        Channel.Attempts.ShouldBeEmpty();
        (await AnnouncementsAsync()).Single().HeldBackBecause.ShouldBe("It was over before it was due.");
    }

    [Fact]
    public async Task Daemon_Returns_IsToldWithWhatRanUnseen()
    {
        await _scenario.TakeAsync(Given.Status(), Given.Definition(schedule: "*/5 * * * *"), Given.Running("a"));
        await _scenario.TakeAsync(Given.Down());
        await _scenario.AdvanceAsync(TimeSpan.FromMinutes(12));
        Channel.Taken.Single().Event.ShouldBe(AlertEvent.Opened);
        (Channel.Attempts[0].At - Given.Now).ShouldBe(TimeSpan.FromSeconds(11));

        await _scenario.TakeAsync(Given.Status() with { ObservedAt = Now, Since = Now }, Given.Failed("a", Given.Now.AddMinutes(1)) with { ObservedAt = Now });
        await _scenario.HearAsync(TimeSpan.FromSeconds(5));

        Channel.Events.Skip(1).Order().ShouldBe([AlertEvent.Opened, AlertEvent.Returned]);
        var returned = Channel.Taken.Single(message => message.Event == AlertEvent.Returned);
        returned.Unseen.ShouldNotBeNull();
        returned.Unseen.Runs.Select(run => run.Id).ShouldBe(["a"]);
        returned.Unseen.Missed.Select(start => start.DueAt).ShouldBe([Given.Now.AddMinutes(5), Given.Now.AddMinutes(10)]);
        (returned.Unseen.From, returned.Unseen.To).ShouldBe((Given.Now, Given.Now.AddMinutes(12)));
    }

    [Fact]
    public async Task Silence_HoldsBackOpenings_AndTellsAtItsEndWhatIsStillOpen()
    {
        await _scenario.SilenceAsync(TimeSpan.FromHours(1));
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5), "one"), Given.Failed("b", Given.Ago(minutes: 5), "two"));
        await _scenario.HearAsync(TimeSpan.FromMinutes(10));
        await _scenario.TakeAsync(Given.Ended("c", Now, pipeline: "two"));
        await _scenario.HearAsync(TimeSpan.FromMinutes(49));
        Channel.Attempts.ShouldBeEmpty();

        await _scenario.HearAsync(TimeSpan.FromMinutes(2));
        await _scenario.TakeAsync(Given.Ended("d", Now, pipeline: "one"));
        await _scenario.HearAsync(TimeSpan.FromSeconds(5));

        Channel.Events.ShouldBe([AlertEvent.SilenceEnded, AlertEvent.Resolved]);
        Channel.Taken[0].Problems.Select(problem => problem.PipelineId).ShouldBe(["one"]);
    }

    [Fact]
    public async Task Silence_OverAProblemThatWasTold_DoesNotHoldBackItsEnd()
    {
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(2));
        await _scenario.SilenceAsync(TimeSpan.FromHours(1));
        await _scenario.TakeAsync(Given.Ended("b", Now));
        await _scenario.HearAsync(TimeSpan.FromMinutes(61));

        Channel.Events.ShouldBe([AlertEvent.Opened, AlertEvent.Resolved]);
    }

    [Fact]
    public async Task Acknowledgement_HoldsBackReminders_UntilItEnds()
    {
        await ChangeRouteAsync(route => route.ReminderHours = 4);
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _scenario.HearAsync(TimeSpan.FromMinutes(1));
        await _scenario.AcknowledgeAsync(ProblemKinds.Failing, hours: 8);
        await AdvanceSeenAsync(TimeSpan.FromHours(7.9));
        Channel.Events.ShouldBe([AlertEvent.Opened]);

        await AdvanceSeenAsync(TimeSpan.FromHours(4.5));

        Channel.Events.ShouldBe([AlertEvent.Opened, AlertEvent.Reminder, AlertEvent.Reminder]);
    }

    [Theory]
    [InlineData(true, new[] { AlertEvent.Opened, AlertEvent.Acknowledged, AlertEvent.Resolved })]
    [InlineData(false, new[] { AlertEvent.Opened, AlertEvent.Resolved })]
    public async Task Acknowledgement_IsToldToChannelsThatMirrorIt(bool mirrors, AlertEvent[] expected)
    {
        Channel.MirrorsAcknowledgement = mirrors;
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _scenario.HearAsync(TimeSpan.FromSeconds(3));
        await _scenario.AcknowledgeAsync(ProblemKinds.Failing, hours: 1);
        await _scenario.HearAsync(TimeSpan.FromSeconds(3));
        await _scenario.TakeAsync(Given.Ended("b", Now));
        await _scenario.HearAsync(TimeSpan.FromSeconds(3));

        Channel.Events.ShouldBe(expected);
    }

    [Fact]
    public async Task Problem_NotAcknowledged_IsEscalatedAndReminded()
    {
        await _scenario.AddChannelAsync("second");
        await _scenario.AddRouteAsync("escalation", ["second"], route => route.Match = RuleMatch.Everything with { Kinds = ["none"] });
        await ChangeRouteAsync(route => (route.ReminderHours, route.EscalateTo, route.EscalateAfterMinutes) = (4, "escalation", 15));
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await AdvanceSeenAsync(TimeSpan.FromHours(5));
        await _scenario.TakeAsync(Given.Ended("b", Now));
        await AdvanceSeenAsync(TimeSpan.FromHours(5));

        Told("first").ShouldBe([AlertEvent.Opened, AlertEvent.Reminder, AlertEvent.Resolved]);
        Told("second").ShouldBe([AlertEvent.Opened, AlertEvent.Resolved]);
        var attempts = Channel.Attempts.Where(attempt => attempt.Channel == "second").ToList();
        (attempts[0].At - Channel.Attempts[0].At).ShouldBe(TimeSpan.FromMinutes(15));
        attempts[0].Message.IsLate.ShouldBeFalse();
    }

    [Fact]
    public async Task Problem_AcknowledgedInTime_IsNotEscalated()
    {
        await _scenario.AddChannelAsync("second");
        await _scenario.AddRouteAsync("escalation", ["second"], route => route.Match = RuleMatch.Everything with { Kinds = ["none"] });
        await ChangeRouteAsync(route => (route.EscalateTo, route.EscalateAfterMinutes) = ("escalation", 15));
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await AdvanceSeenAsync(TimeSpan.FromMinutes(10));
        await _scenario.AcknowledgeAsync(ProblemKinds.Failing, hours: 1);
        await AdvanceSeenAsync(TimeSpan.FromMinutes(50));
        Told("second").ShouldBeEmpty();

        await _scenario.TakeBackAsync(ProblemKinds.Failing);
        await AdvanceSeenAsync(TimeSpan.FromMinutes(1));

        Told("second").ShouldBe([AlertEvent.Opened]);
    }

    [Fact]
    public async Task Route_OutsideItsHours_TellsWhenTheyBegin()
    {
        await ChangeRouteAsync(route => (route.Weekly, route.Zone) = ([new([DayOfWeek.Friday], new TimeOnly(14, 0), new TimeOnly(18, 0))], "UTC"));
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await AdvanceSeenAsync(TimeSpan.FromMinutes(119));
        Channel.Attempts.ShouldBeEmpty();

        await AdvanceSeenAsync(TimeSpan.FromMinutes(2));

        var attempt = Channel.Attempts.Single();
        (attempt.At, attempt.Message.Event, attempt.Message.IsLate, attempt.Message.At).ShouldBe((Given.Now.AddHours(2), AlertEvent.Opened, true, Given.Now));
    }

    [Fact]
    public async Task Channel_OfTwoRoutes_IsToldOnce()
    {
        await _scenario.AddRouteAsync("also", ["first"]);
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(3));
        await _scenario.TakeAsync(Given.Ended("b", Now));
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(3));

        Channel.Events.ShouldBe([AlertEvent.Opened, AlertEvent.Resolved]);
    }

    [Fact]
    public async Task Route_ChangedMeanwhile_TellsTheEndToThoseWhoWereToldOfTheOpening()
    {
        await _scenario.AddChannelAsync("second");
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(3));
        await ChangeRouteAsync(route => route.Channels = ["second"]);
        await _scenario.TakeAsync(Given.Ended("b", Now));
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(3));

        Told("first").ShouldBe([AlertEvent.Opened, AlertEvent.Resolved]);
        Told("second").ShouldBeEmpty();
    }

    [Fact]
    public async Task Problem_BecomesWorse_IsToldAgainAndToRoutesOfThatSeverity()
    {
        await _scenario.AddChannelAsync("second");
        await _scenario.AddRouteAsync("critical", ["second"], route => route.Match = RuleMatch.Everything with { Severities = ["critical"] });
        await _scenario.TakeAsync([Given.Status(), .. Zero("z1", Given.Ago(minutes: 30))]);
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(3));
        Told("first").ShouldBe([AlertEvent.Opened]);
        Told("second").ShouldBeEmpty();

        await _scenario.TakeAsync(Given.Ended("z2", Now) with { RecordsProcessed = 0 });
        await _scenario.AdvanceAsync(TimeSpan.FromSeconds(3));

        Told("first").ShouldBe([AlertEvent.Opened, AlertEvent.Reminder]);
        Told("second").ShouldBe([AlertEvent.Opened]);
    }

    public async ValueTask DisposeAsync()
    {
        await _scenario.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private AlertEvent[] Told(string channel) => [.. Channel.Attempts.Where(attempt => attempt.Channel == channel).Select(attempt => attempt.Message.Event)];

    // Runs that moved records, and then one that moved none.
    private static SourceMessage[] Zero(string id, DateTimeOffset at) =>
    [
        .. Enumerable.Range(1, 10).Select(number => Given.Ended($"good-{number}", at.AddHours(-number)) with { RecordsProcessed = 100 }),
        Given.Ended(id, at) with { RecordsProcessed = 0 },
    ];

    private Task ChangeRouteAsync(Action<RouteRow> change) => _scenario.ChangeAsync(async context =>
    {
        change(await context.Routes.SingleAsync(route => route.Id == "all", TestContext.Current.CancellationToken));
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    private async Task<IReadOnlyList<AnnouncementRow>> AnnouncementsAsync()
    {
        await using var context = _scenario.CreateDbContext();
        return await context.Announcements.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }

    // The daemon answers with long intervals, so that hours take few steps.
    private async Task AdvanceSeenAsync(TimeSpan span)
    {
        await _scenario.TakeAsync(Given.Status() with { IntervalSeconds = 3600, ObservedAt = Now });
        for (var until = Now + span; Now < until;)
        {
            await _scenario.AdvanceAsync(until - Now < TimeSpan.FromHours(1) ? until - Now : TimeSpan.FromHours(1));
            await _scenario.TakeAsync(Given.Heartbeat(Now));
        }
    }

    public sealed class OnSqlite() : DeliveryTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : DeliveryTests(new PostgresDatabases(server));
}
