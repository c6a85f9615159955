using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Calls of a stock client over a real port, and the error texts of refused calls.</summary>
public sealed class HubCallTests
{
    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Clock_Called_ReturnsTheHubsTimeInUtc(HubProtocolKind protocol)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(protocol);
        var before = TimeProvider.System.GetUtcNow();

        var clock = await subscriber.CallAsync<DateTimeOffset>(HubMethods.Clock);

        clock.Offset.ShouldBe(TimeSpan.Zero);
        clock.ShouldBeInRange(before.AddMilliseconds(-1), TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task Watch_AnUnknownDaemon_IsRefusedWithTheKnownNames()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();

        var refused = await Should.ThrowAsync<HubException>(subscriber.CallAsync(HubMethods.Watch, [Names("nowhere")]));

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

        await subscriber.CallAsync(HubMethods.Watch, [Names("other")]);
        host.Publish(Messages.Stats("default"), Messages.Stats("other"));
        host.Publish(Messages.Heartbeat("other", sequence: 2));

        await subscriber.NextAsync<Heartbeat>(heartbeat => heartbeat.Sequence == 2);
        subscriber.Received.OfType<DashboardStats>().Select(stats => stats.Source).ShouldBe(["other"]);
    }

    [Fact]
    public async Task Pause_ThenResume_ContinuesWithTheNewest()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();
        await subscriber.CallAsync(HubMethods.Pause);
        for (var sequence = 1; sequence <= 5; sequence++)
        {
            host.Publish(Messages.Stats(sequence: sequence, cpu: sequence));
        }

        await subscriber.CallAsync<DateTimeOffset>(HubMethods.Clock);
        await subscriber.CallAsync(HubMethods.Resume);

        (await subscriber.NextAsync<DashboardStats>()).CpuUsage.ShouldBe(5);
    }

    [Theory]
    [InlineData(HubMethods.RunPipeline)]
    [InlineData(HubMethods.CancelExecution)]
    public async Task OperatorsMethod_CalledByAViewer_IsRefusedWithTheRoleItNeeds(string method)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();

        var refused = await Should.ThrowAsync<HubException>(subscriber.CallAsync(method, method == HubMethods.RunPipeline ? ["default", "orders", false] : ["default", "a"]));

        refused.Message.ShouldContain("needs the role 'operator'");
        host.Daemons.Cancelled.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Roles.Operator)]
    [InlineData(Roles.Admin)]
    public async Task OperatorsMethods_CalledWithTheRole_AreCarriedOut(string role)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(role: role);

        var started = await subscriber.CallAsync<ExecutionData>(HubMethods.RunPipeline, "default", "orders", true);
        await subscriber.CallAsync(HubMethods.CancelExecution, ["default", "a"]);

        started.Id.ShouldBe("run of orders");
        host.Daemons.Cancelled.ShouldBe(["a"]);
    }

    [Fact]
    public async Task GetExecution_WithALongError_NotesItsSizeAtTheCaller()
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.Execution = id => Messages.Execution(id) with { ErrorMessage = new string('x', 800 * 1024) };
        await using var subscriber = await host.ConnectAsync();
        var before = TimeProvider.System.GetTimestamp();

        await subscriber.CallAsync<ExecutionData>(HubMethods.GetExecution, "default", "x");

        var snapshot = host.Services.GetRequiredService<FanOut>().Subscribers.Single().Snapshot();
        TimeProvider.System.GetElapsedTime(before, snapshot.AnsweredBy.ShouldNotBeNull()).ShouldBeGreaterThan(TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task GetExecution_RefusedByTheDaemon_ReturnsItsText()
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.Execution = id => throw new DaemonCallException($"'default' has no execution '{id}'.");
        await using var subscriber = await host.ConnectAsync();

        var refused = await Should.ThrowAsync<HubException>(subscriber.CallAsync<ExecutionData>(HubMethods.GetExecution, "default", "x"));

        refused.Message.ShouldBe("'default' has no execution 'x'.");
    }

    [Fact]
    public async Task GetExecution_FailsUnexpectedly_PointsToTheLogAndRevealsNothing()
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.Execution = _ => throw new InvalidOperationException("secret inside");
        await using var subscriber = await host.ConnectAsync();

        var refused = await Should.ThrowAsync<HubException>(subscriber.CallAsync<ExecutionData>(HubMethods.GetExecution, "default", "x"));

        refused.Message.ShouldContain("GetExecution failed inside the hub. Its log has the cause");
        refused.Message.ShouldNotContain("secret inside");
        refused.Message.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task StreamLogs_FailsUnexpectedly_PointsToTheLogAndRevealsNothing()
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.LogFailure = new InvalidOperationException("secret inside");
        await using var subscriber = await host.ConnectAsync();

        var failure = await Should.ThrowAsync<HubException>(async () =>
        {
            await foreach (var line in subscriber.Connection.StreamAsync<LogLine>(HubMethods.StreamLogs, "default", "a", 0, true, TestContext.Current.CancellationToken))
            {
                line.ShouldBeNull("there are no lines");
            }
        });

        failure.Message.ShouldContain("StreamLogs failed inside the hub. Its log has the cause");
        failure.Message.ShouldNotContain("secret inside");
    }

    [Fact]
    public async Task StreamLogs_ThatFailsAfterSomeLines_SendsTheLinesAndThenTheError()
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
    public async Task Calls_WhileChangesAreSent_AreAllAnswered()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(HubProtocolKind.MessagePack);
        var calls = Enumerable.Range(0, 200).Select(_ => subscriber.CallAsync<DateTimeOffset>(HubMethods.Clock)).ToList();

        for (var sequence = 1; sequence <= 500; sequence++)
        {
            host.Publish(Messages.Stats(sequence: sequence, cpu: sequence % 100));
        }

        await Task.WhenAll(calls).DefaultTimeout();
        await subscriber.NextAsync<DashboardStats>(stats => stats.Sequence == 500);
    }

    [Theory]
    [InlineData(HubProtocolKind.Json, HubMethods.GetExecution, "GetExecution takes 2 arguments: source (text), id (text).")]
    [InlineData(HubProtocolKind.MessagePack, HubMethods.GetExecution, "GetExecution takes 2 arguments: source (text), id (text).")]
    [InlineData(HubProtocolKind.Json, HubMethods.Watch, "Watch takes 1 argument: sources (list of texts).")]
    [InlineData(HubProtocolKind.MessagePack, HubMethods.Watch, "Watch takes 1 argument: sources (list of texts).")]
    public async Task Call_WithInvalidArguments_ReportsWhatIsWrong(HubProtocolKind protocol, string method, string expected)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(protocol);

        var refused = await Should.ThrowAsync<HubException>(subscriber.CallAsync(method, "default"));

        refused.Message.ShouldBe(expected);
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Call_WithAnIdOfFortyThousandCharacters_IsRefusedInWordsAndTheConnectionStays(HubProtocolKind protocol)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(protocol);

        var refused = await Should.ThrowAsync<HubException>(subscriber.CallAsync<ExecutionData>(HubMethods.GetExecution, "default", new string('x', 40_000)));

        refused.Message.ShouldBe("GetExecution takes at most 1,024 characters as 'id', and was given 40,000.");
        (await subscriber.CallAsync<DateTimeOffset>(HubMethods.Clock)).Year.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public async Task Watch_NameOfAnotherDirection_IsIsolatedInTheRefusal()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();

        var refused = await Should.ThrowAsync<HubException>(subscriber.CallAsync(HubMethods.Watch, [Names("north\u202E")]));

        refused.Message.ShouldStartWith("There is no daemon '\u2068north\u202E\u202C\u2069'. Known daemons: ");
    }

    [Fact]
    public async Task Watch_AThousandLongNames_IsRefusedInWordsAndTheConnectionStays()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();

        var refused = await Should.ThrowAsync<HubException>(subscriber.CallAsync(HubMethods.Watch, [Enumerable.Repeat(new string('x', 64), 1000).ToArray()]));

        refused.Message.ShouldStartWith("There is no daemon 'xxx");
        (await subscriber.CallAsync<DateTimeOffset>(HubMethods.Clock)).Year.ShouldBeGreaterThan(2000);
    }

    private static string[] Names(params string[] names) => names;
}
