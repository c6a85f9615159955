using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Tests.Live;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>From the collector's values through evaluator and hub to a subscriber.</summary>
public sealed class FirstStateTests
{
    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task FirstState_SomethingIsWrong_HoldsPipelinesAndProblemsInTheContractsOrder(HubProtocolKind protocol)
    {
        await using var host = await HubHost.StartAsync(services => services.AddSingleton<IEpochIssuer, CountingEpochs>().AddProblems());
        await using var first = await host.ConnectAsync(protocol);
        var now = TimeProvider.System.GetUtcNow();
        host.Publish(Given.Heartbeat(now));
        host.Publish(
            Given.Status() with { Sequence = 2, ObservedAt = now, IntervalSeconds = 600 },
            Messages.Stats() with { Sequence = 3, ObservedAt = now },
            Given.Health(Given.Component()) with { Sequence = 4, ObservedAt = now },
            Given.Failed("run-1", now.AddMinutes(-1)) with { Sequence = 5, ObservedAt = now });
        await first.NextAsync<Problem>();
        await first.NextAsync<Heartbeat>(heartbeat => heartbeat is { Source: Given.Source, EvaluatedAt: not null });

        await using var second = await host.ConnectAsync(protocol);
        var state = (await second.FirstStateAsync()).Cast<SourceMessage>().Where(message => message.Source == Given.Source).ToList();

        state.Select(message => message.GetType()).ShouldBe(
        [
            typeof(SourceStatus), typeof(DashboardStats), typeof(HealthStatus), typeof(ExecutionData), typeof(PipelineStatus), typeof(Problem), typeof(Heartbeat),
        ]);
        var problem = state.OfType<Problem>().Single();
        (problem.Kind, problem.PipelineId, problem.ExecutionId, problem.ObservedAt).ShouldBe((ProblemKinds.Failing, "orders", "run-1", state.OfType<SourceStatus>().Single().ObservedAt));
        state.OfType<PipelineStatus>().Single().FailuresInARow.ShouldBe(1);
        state.OfType<Heartbeat>().Single().EvaluatedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task FirstState_NothingIsWatched_HoldsTheHeartbeatOfTheMonitor()
    {
        await using var host = await HubHost.StartAsync(services => services.AddSingleton<IEpochIssuer, CountingEpochs>().AddProblems());
        await using var subscriber = await host.ConnectAsync();

        var heartbeat = await subscriber.NextAsync<Heartbeat>(heartbeat => heartbeat.Source == SourceNames.Monitor);

        heartbeat.EvaluatedAt.ShouldBe(heartbeat.ObservedAt);
    }
}
