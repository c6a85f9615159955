using System.Net;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>The hub over a real port, with stock clients.</summary>
public sealed class DashboardHubTests
{
    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Connect_WithStateThere_IsSentItWholeInOrderAndUnchanged(HubProtocolKind protocol)
    {
        await using var host = await HubHost.StartAsync();
        SourceMessage[] state = [Messages.Status(), Messages.Stats(), Messages.Health(), Messages.Execution("a"), Messages.Heartbeat()];
        host.Publish(state);

        await using var subscriber = await host.ConnectAsync(protocol);

        (await subscriber.FirstStateAsync()).ShouldBe(state);
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Publish_AChange_ReachesASubscriberThatIsThere(HubProtocolKind protocol)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(protocol);

        host.Publish(Messages.Stats(cpu: 77.7));

        (await subscriber.NextAsync<DashboardStats>()).ShouldBe(Messages.Stats(cpu: 77.7));
    }

    [Fact]
    public async Task Connect_NotSignedIn_Is401()
    {
        await using var host = await HubHost.StartAsync();

        var refused = await Should.ThrowAsync<HttpRequestException>(HubSubscriber.ConnectAsync(host.Address, HubProtocolKind.Json));

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Connect_WithoutARole_IsToldForbiddenAndSentNothing()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(Messages.Status());

        await using var subscriber = await host.ConnectAsync(role: null);

        (await subscriber.NextAsync<Closing>()).Reason.ShouldBe(ClosingReason.Forbidden);
        await subscriber.Closed.DefaultTimeout();
        subscriber.Received.OfType<SourceMessage>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Clock_Asked_IsTheHubsTimeInUtc(HubProtocolKind protocol)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(protocol);
        var before = TimeProvider.System.GetUtcNow();

        var clock = await Call<DateTimeOffset>(subscriber, HubMethods.Clock);

        clock.Offset.ShouldBe(TimeSpan.Zero);
        clock.ShouldBeInRange(before.AddMilliseconds(-1), TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task Watch_AnUnknownDaemon_IsRefusedWithTheNamesThereAre()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();

        var refused = await Should.ThrowAsync<HubException>(Call(subscriber, HubMethods.Watch, [Names("nowhere")]));

        refused.Message.ShouldContain("no daemon 'nowhere'");
        refused.Message.ShouldContain("'default', 'other'");
    }

    [Fact]
    public async Task Watch_OneDaemon_SilencesTheOther()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(Messages.Status("default"), Messages.Status("other"), Messages.Heartbeat("default"), Messages.Heartbeat("other"));
        await using var subscriber = await host.ConnectAsync();
        await subscriber.FirstStateAsync("other");

        await Call(subscriber, HubMethods.Watch, [Names("other")]);
        host.Publish(Messages.Stats("default"), Messages.Stats("other"));
        host.Publish(Messages.Heartbeat("other", sequence: 2));

        await subscriber.NextAsync<Heartbeat>(heartbeat => heartbeat.Sequence == 2);
        subscriber.Received.OfType<DashboardStats>().Select(stats => stats.Source).ShouldBe(["other"]);
    }

    [Fact]
    public async Task Pause_ThenResume_GoesOnWithTheNewest()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();
        await Call(subscriber, HubMethods.Pause);
        for (var sequence = 1; sequence <= 5; sequence++)
        {
            host.Publish(Messages.Stats(sequence: sequence, cpu: sequence));
        }

        await Call<DateTimeOffset>(subscriber, HubMethods.Clock);
        await Call(subscriber, HubMethods.Resume);

        (await subscriber.NextAsync<DashboardStats>()).CpuUsage.ShouldBe(5);
    }

    [Theory]
    [InlineData(HubMethods.RunPipeline)]
    [InlineData(HubMethods.CancelExecution)]
    public async Task OperatorsMethod_CalledByAViewer_IsRefusedWithTheRoleItNeeds(string method)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();

        var refused = await Should.ThrowAsync<HubException>(Call(subscriber, method, method == HubMethods.RunPipeline ? ["default", "orders", false] : ["default", "a"]));

        refused.Message.ShouldContain("needs the role 'operator'");
        host.Daemons.Cancelled.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Roles.Operator)]
    [InlineData(Roles.Admin)]
    public async Task OperatorsMethods_CalledByWhoMay_AreDone(string role)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(role: role);

        var started = await Call<ExecutionData>(subscriber, HubMethods.RunPipeline, "default", "orders", true);
        await Call(subscriber, HubMethods.CancelExecution, ["default", "a"]);

        started.Id.ShouldBe("run of orders");
        host.Daemons.Cancelled.ShouldBe(["a"]);
    }

    [Fact]
    public async Task GetExecution_RefusedByTheDaemon_TellsItsText()
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.Execution = id => throw new DaemonCallException($"'default' has no execution '{id}'.");
        await using var subscriber = await host.ConnectAsync();

        var refused = await Should.ThrowAsync<HubException>(Call<ExecutionData>(subscriber, HubMethods.GetExecution, "default", "x"));

        refused.Message.ShouldContain("'default' has no execution 'x'.");
    }

    [Fact]
    public async Task GetExecution_FailsUnexpectedly_SaysWhereToLookAndNothingOfTheInside()
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.Execution = _ => throw new InvalidOperationException("secret inside");
        await using var subscriber = await host.ConnectAsync();

        var refused = await Should.ThrowAsync<HubException>(Call<ExecutionData>(subscriber, HubMethods.GetExecution, "default", "x"));

        refused.Message.ShouldContain("GetExecution failed inside the hub. Its log has the cause");
        refused.Message.ShouldNotContain("secret inside");
        refused.Message.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task StreamLogs_FailsUnexpectedly_SaysWhereToLookAndNothingOfTheInside()
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.LogFailure = new InvalidOperationException("secret inside");
        await using var subscriber = await host.ConnectAsync();

        var failure = await Should.ThrowAsync<HubException>(async () =>
        {
            await foreach (var line in subscriber.Connection.StreamAsync<LogLine>(HubMethods.StreamLogs, "default", "a", 0, true, TestContext.Current.CancellationToken))
            {
                line.ShouldBeNull("there is none");
            }
        });

        failure.Message.ShouldContain("StreamLogs failed inside the hub. Its log has the cause");
        failure.Message.ShouldNotContain("secret inside");
    }

    [Fact]
    public async Task StreamLogs_ThatFailsOnTheWay_GivesItsLinesAndThenTheText()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(HubProtocolKind.MessagePack);
        var lines = new List<string>();

        var failure = await Should.ThrowAsync<HubException>(async () =>
        {
            await foreach (var line in subscriber.Connection.StreamAsync<LogLine>(HubMethods.StreamLogs, "default", "a", 3, true, TestContext.Current.CancellationToken))
            {
                lines.Add(line.Message);
            }
        });

        lines.ShouldBe(["line 1", "line 2", "line 3"]);
        failure.Message.ShouldContain("ended the log of 'a': Connection refused.");
    }

    [Fact]
    public async Task CloseSession_SignedOut_IsToldAndAStockClientDoesNotComeBack()
    {
        await using var host = await HubHost.StartAsync();
        await using var mine = await host.ConnectAsync(reconnect: true, session: "mine");
        await using var other = await host.ConnectAsync(session: "other");

        host.Connections.CloseSession("mine", ClosingReason.SignedOut);

        (await mine.NextAsync<Closing>()).Reason.ShouldBe(ClosingReason.SignedOut);
        await mine.Closed.DefaultTimeout();
        other.Connection.State.ShouldBe(HubConnectionState.Connected);
    }

    [Fact]
    public async Task Stop_WithSubscribers_TellsThemWhenToComeBackAndAStockClientDoes()
    {
        var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(reconnect: true);
        var reconnecting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subscriber.Connection.Reconnecting += _ =>
        {
            reconnecting.TrySetResult();
            return Task.CompletedTask;
        };

        await host.StopAsync().DefaultTimeout();

        var closing = await subscriber.NextAsync<Closing>();
        closing.Reason.ShouldBe(ClosingReason.Restarting);
        closing.RetryAfterSeconds.ShouldBeInRange(1, 3);
        await reconnecting.Task.DefaultTimeout();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("Restarting", true)]
    [InlineData("Slow", true)]
    [InlineData("Expired", true)]
    [InlineData("SignedOut", false)]
    [InlineData("Forbidden", false)]
    public async Task Close_ForAReason_LeavesAStockClientsReconnectOnOrStopsIt(string reason, bool comesBack)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(reconnect: true);
        var reconnected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subscriber.Connection.Reconnected += _ =>
        {
            reconnected.TrySetResult();
            return Task.CompletedTask;
        };

        host.Services.GetRequiredService<SubscriberCloser>().Close(host.Services.GetRequiredService<FanOut>().Subscribers.Single(), Enum.Parse<ClosingReason>(reason), TimeSpan.FromSeconds(1));

        (await subscriber.NextAsync<Closing>()).ShouldBe(new Closing { Reason = Enum.Parse<ClosingReason>(reason), RetryAfterSeconds = 1 });
        await (comesBack ? reconnected.Task : subscriber.Closed).DefaultTimeout();
        (comesBack ? subscriber.Closed : reconnected.Task).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Calls_WhileChangesFlow_AreAllAnsweredBesideThem()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(HubProtocolKind.MessagePack);
        var calls = Enumerable.Range(0, 200).Select(_ => Call<DateTimeOffset>(subscriber, HubMethods.Clock)).ToList();

        for (var sequence = 1; sequence <= 500; sequence++)
        {
            host.Publish(Messages.Stats(sequence: sequence, cpu: sequence % 100));
        }

        await Task.WhenAll(calls).DefaultTimeout();
        await subscriber.NextAsync<DashboardStats>(stats => stats.Sequence == 500);
    }

    [Fact]
    public async Task UsersAndGroups_BesideTheFanOut_AreStillServed()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();
        await Call<DateTimeOffset>(subscriber, HubMethods.Clock);
        var hub = host.Services.GetRequiredService<IHubContext<DashboardHub, IDashboardClient>>();

        await hub.Clients.User("ada").Heartbeat(Messages.Heartbeat(sequence: 1));
        await hub.Groups.AddToGroupAsync(subscriber.Connection.ConnectionId ?? ConnectionIdOf(host), "room", TestContext.Current.CancellationToken);
        await hub.Clients.Group("room").Heartbeat(Messages.Heartbeat(sequence: 2));

        (await subscriber.NextAsync<Heartbeat>()).Sequence.ShouldBe(1);
        (await subscriber.NextAsync<Heartbeat>()).Sequence.ShouldBe(2);
    }

    private static string[] Names(params string[] names) => names;

    private static string ConnectionIdOf(HubHost host) => host.Services.GetRequiredService<FanOut>().Subscribers.Single().Connection.ConnectionId;

    private static Task Call(HubSubscriber subscriber, string method, object?[]? arguments = null) =>
        subscriber.Connection.InvokeCoreAsync(method, arguments ?? [], TestContext.Current.CancellationToken).DefaultTimeout();

    private static Task<T> Call<T>(HubSubscriber subscriber, string method, params object?[] arguments) =>
        subscriber.Connection.InvokeCoreAsync<T>(method, arguments, TestContext.Current.CancellationToken).DefaultTimeout();
}
