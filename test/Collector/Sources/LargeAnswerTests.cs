using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Answers and status texts that are far larger than usual hurt only what they belong to.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class LargeAnswerTests
{
    private readonly DaemonScript _script = new();

    [Theory]
    [InlineData(200_000)]
    [InlineData(1_000_000)]
    [InlineData(10_000_000)]
    public async Task HealthCheck_StatusTextOfManyBytes_DegradesHealthAloneAtTheUsualPace(int bytes)
    {
        _script.HealthCheck = _ => throw Rpc.Error(StatusCode.Internal, $"Traceback: {new string('x', bytes)}");
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "00:00:01"));

        var status = await collector.UntilAsync(SourceState.Degraded);
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.Stats) >= 4);

        status.Feeds["health"].Error.ShouldNotBeNull().ShouldStartWith("HealthCheck failed (INTERNAL: Traceback: xxx");
        collector.Messages.OfType<SourceStatus>().ShouldAllBe(status => status.Feeds["stats"].Error == null && status.Feeds["executions"].Error == null);
        daemon.CallsOf(Rpc.Health).ShouldBeLessThanOrEqualTo(daemon.CallsOf(Rpc.Stats) + 2);
        daemon.CallsOf(Rpc.List).ShouldBeLessThanOrEqualTo(daemon.CallsOf(Rpc.Stats) + 2);
    }

    [Fact]
    public async Task ListExecutions_RunsWithMuchOutput_AreReadInSmallerPages()
    {
        var runs = DaemonMessages.Executions(50).ToList();
        runs.ForEach(run => run.ErrorMessage = new string('e', 100_000));
        _script.ListExecutions = (request, _) => Task.FromResult(DaemonMessages.List(runs.Skip(request.Offset).Take(request.Limit)));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var status = await collector.UntilAsync(SourceState.Live);

        status.Error.ShouldBeNull();
        await collector.UntilAsync(() => runs.All(run => collector.Has(new MessageKey("default", MessageKind.Execution, run.Id))));
    }

    [Fact]
    public async Task ListExecutions_OneRunTooLargeAlone_IsLeftOutAndReported()
    {
        var runs = DaemonMessages.Executions(20).ToList();
        runs[7].ErrorMessage = new string('e', 5_000_000);
        _script.ListExecutions = (request, _) => Task.FromResult(DaemonMessages.List(runs.Skip(request.Offset).Take(request.Limit)));
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var status = await collector.UntilAsync<SourceStatus>(status => status.Feeds["executions"].Notice is not null);
        await collector.UntilAsync(() => collector.Has(new MessageKey("default", MessageKind.Execution, runs[19].Id)));

        status.Feeds["executions"].Notice.ShouldBe("1 execution is not shown: it is larger than the 4,194,304 bytes that Daemons:0:MaxMessageBytes allows");
        runs.Where(run => run != runs[7]).ShouldAllBe(run => collector.Has(new MessageKey("default", MessageKind.Execution, run.Id)));
    }
}
