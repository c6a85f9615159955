using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Live;

public sealed class FanOutTests : IDisposable
{
    private readonly FanOutFixture _hub = new();

    public void Dispose() => _hub.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void RunRound_NewSubscriber_IsSentTheWholeStateEndedByTheHeartbeat(int protocol)
    {
        _hub.Apply(Messages.Heartbeat(), Messages.Execution("a"), Messages.Stats(), Messages.Health(), Messages.Status());
        var (_, connection) = _hub.Connect(protocol);

        _hub.FanOut.RunRound();

        connection.Take().Select(message => message.GetType())
            .ShouldBe([typeof(SourceStatus), typeof(DashboardStats), typeof(HealthStatus), typeof(ExecutionData), typeof(Heartbeat)]);
    }

    [Fact]
    public void RunRound_NothingChanged_SendsNothing()
    {
        _hub.Apply(Messages.Status());
        var (_, connection) = _hub.Connect();
        _hub.FanOut.RunRound();
        connection.Take();

        _hub.FanOut.RunRound();

        connection.Take().ShouldBeEmpty();
    }

    [Fact]
    public void RunRound_SubscriberThatReadsNothing_IsSkippedAndEndsAtTheNewest()
    {
        _hub.Apply(Messages.Stats(cpu: 1));
        var (_, slow) = _hub.Connect(holds: 1);
        var (_, fast) = _hub.Connect();
        _hub.FanOut.RunRound();
        for (var sequence = 2; sequence <= 50; sequence++)
        {
            _hub.Apply(Messages.Stats(sequence: sequence, cpu: sequence));
            _hub.FanOut.RunRound();
        }

        fast.Take().Cast<DashboardStats>().Select(stats => stats.CpuUsage).ShouldBe(Enumerable.Range(1, 50).Select(cpu => (double?)cpu));
        slow.Take().Cast<DashboardStats>().Select(stats => stats.CpuUsage).ShouldBe([1]);
        _hub.FanOut.RunRound();
        slow.Take().Cast<DashboardStats>().Select(stats => stats.CpuUsage).ShouldBe([50]);
    }

    [Fact]
    public void Pause_WhileThingsChange_SendsNothingAndResumesWithTheNewest()
    {
        _hub.Apply(Messages.Stats(cpu: 1));
        var (subscriber, connection) = _hub.Connect();
        subscriber.Pause(_hub.Time.GetTimestamp());
        _hub.FanOut.RunRound();
        _hub.Apply(Messages.Stats(sequence: 2, cpu: 2));
        _hub.FanOut.RunRound();
        connection.Take().ShouldBeEmpty();

        subscriber.Resume();
        _hub.FanOut.RunRound();

        connection.Take().ShouldHaveSingleItem().ShouldBeOfType<DashboardStats>().CpuUsage.ShouldBe(2);
    }

    [Fact]
    public void Watch_SomeDaemons_SendsTheirStateAgainAndNothingOfOthers()
    {
        _hub.Apply(Messages.Status("a"), Messages.Status("b"), Messages.Execution("gone", "a"), Messages.Removed("gone", "a", sequence: 2));
        var (subscriber, connection) = _hub.Connect();
        _hub.FanOut.RunRound();
        connection.Take();

        subscriber.Watch(SourceFilter.Of(["a"]));
        _hub.FanOut.RunRound();
        _hub.Apply(Messages.Stats("b"), Messages.Stats("a"));
        _hub.FanOut.RunRound();

        connection.Take().Cast<SourceMessage>().Select(message => (message.Source, message.GetType()))
            .ShouldBe([("a", typeof(SourceStatus)), ("a", typeof(ExecutionRemoved)), ("a", typeof(DashboardStats))]);
    }

    [Fact]
    public void RunRound_AValueThatCannotBeWritten_HarmsOnlyItselfAndIsCountedOnce()
    {
        using var failures = _hub.Measure("flextmonitor.hub.encoding_failures");
        _hub.Apply(Messages.Status(), Messages.Stats(cpu: double.NaN), Messages.Heartbeat());
        var connections = Enumerable.Range(0, 3).Select(_ => _hub.Connect(protocol: 0).Connection).ToList();

        _hub.FanOut.RunRound();

        connections.ShouldAllBe(connection => connection.Take().Select(message => message.GetType()).SequenceEqual(new[] { typeof(SourceStatus), typeof(Heartbeat) }));
        failures.Values.ShouldBe([1]);
    }

    [Fact]
    public void RunRound_AfterAValueThatCannotBeWritten_SendsTheNextOfItsKey()
    {
        var (_, connection) = _hub.Connect();
        _hub.Apply(Messages.Stats(cpu: double.PositiveInfinity));
        _hub.FanOut.RunRound();
        connection.Take().ShouldBeEmpty();

        _hub.Apply(Messages.Stats(sequence: 2, cpu: 2));
        _hub.FanOut.RunRound();

        connection.Take().ShouldHaveSingleItem().ShouldBe(Messages.Stats(sequence: 2, cpu: 2));
    }

    [Fact]
    public void RunRound_ManyAtTheSameCursor_AreHandedTheSameBytes()
    {
        _hub.Apply(Messages.Status(), Messages.Stats());
        var connections = Enumerable.Range(0, 10).Select(_ => _hub.Connect(protocol: 0).Connection).ToList();

        _hub.FanOut.RunRound();

        var first = connections[0].Writes.ShouldHaveSingleItem();
        connections.ShouldAllBe(connection => connection.Writes.Single().SequenceEqual(first));
    }

    [Fact]
    public void CursorAge_SubscriberThatReadsNothing_IsTheAgeOfWhatItHas()
    {
        using var age = _hub.Measure("flextmonitor.hub.cursor.age");
        using var lag = _hub.Measure("flextmonitor.hub.cursor.lag");
        _hub.Apply(Messages.Stats());
        _hub.Connect();
        _hub.Connect(holds: 1);
        _hub.FanOut.RunRound();
        age.Values.ShouldBe([0]);
        _hub.Time.Advance(TimeSpan.FromSeconds(4));
        _hub.Apply(Messages.Stats(sequence: 2, cpu: 2), Messages.Stats(sequence: 3, cpu: 3));

        _hub.FanOut.RunRound();

        age.Values[^1].ShouldBe(4);
        lag.Values[^1].ShouldBe(2);
    }

    [Fact]
    public void CursorAge_SubscriberThatPaused_DoesNotCount()
    {
        using var age = _hub.Measure("flextmonitor.hub.cursor.age");
        var (subscriber, _) = _hub.Connect();
        subscriber.Pause(_hub.Time.GetTimestamp());
        _hub.Time.Advance(TimeSpan.FromMinutes(4));
        _hub.Apply(Messages.Stats());

        _hub.FanOut.RunRound();

        age.Values.ShouldBe([0]);
    }

    [Fact]
    public void SampledToWritten_NewChange_IsMeasuredOnceForAllSubscribers()
    {
        using var latency = _hub.Measure("flextmonitor.hub.sampled_to_written");
        _hub.Apply(Messages.Status());
        _hub.Connect(protocol: 0);
        _hub.Connect(protocol: 1);
        _hub.FanOut.RunRound();
        latency.Values.ShouldBeEmpty();
        _hub.Time.Advance(TimeSpan.FromMilliseconds(5));
        _hub.Apply(Messages.Stats());

        _hub.FanOut.RunRound();

        latency.Values.ShouldHaveSingleItem().ShouldBe(0.005, 1e-9);
    }

    [Fact]
    public void Add_WhileTheHostStops_IsNotifiedToo()
    {
        var (_, before) = _hub.Connect();
        _hub.FanOut.Restart(() => TimeSpan.FromSeconds(2));

        var (_, after) = _hub.Connect();

        Closing[] expected = [new() { Reason = ClosingReason.Restarting, RetryAfterSeconds = 2 }];
        before.Take().ShouldBe(expected);
        after.Take().ShouldBe(expected);
    }

    [Fact]
    public async Task RunAsync_AChange_IsSentAfterASignal()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (_, connection) = _hub.Connect();
        var running = _hub.FanOut.RunAsync(stop.Token);
        _hub.Apply(Messages.Status());

        _hub.FanOut.Signal();

        await AdvanceUntilAsync(() => connection.Take().Count > 0);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.DefaultTimeout());
    }

    [Fact]
    public async Task RunAsync_ChangesWithinTheIntervalAfterARound_AreJoinedIntoOneWrite()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _hub.Apply(Messages.Status());
        var (_, connection) = _hub.Connect();
        var running = _hub.FanOut.RunAsync(stop.Token);
        var rest = await _hub.Time.NextWaitAsync();
        rest.ShouldBe(TimeSpan.FromMilliseconds(10));
        connection.Take().ShouldHaveSingleItem();

        for (var sequence = 1; sequence <= 3; sequence++)
        {
            _hub.Apply(Messages.Stats(sequence: sequence, cpu: sequence));
            _hub.FanOut.Signal();
        }

        _hub.Time.Advance(rest - TimeSpan.FromTicks(1));
        connection.Writes.Count().ShouldBe(1, "the interval is not over");
        _hub.Time.Advance(TimeSpan.FromTicks(1));

        await _hub.Time.NextWaitAsync();
        connection.Take().ShouldHaveSingleItem().ShouldBe(Messages.Stats(sequence: 3, cpu: 3));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.DefaultTimeout());
    }

    [Fact]
    public async Task RunAsync_OfThousands_GathersAfterAQuietMomentAndNotAfterAnInterval()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _hub.Apply(Messages.Status());
        var connections = Enumerable.Range(0, 2501).Select(_ => _hub.Connect().Connection).ToList();

        // Takes the signals of those who have connected, so that the loop is at rest when it begins: its waits do not tell when it is.
        await Should.ThrowAsync<OperationCanceledException>(_hub.FanOut.RunAsync(new CancellationToken(canceled: true)).DefaultTimeout());
        var running = _hub.FanOut.RunAsync(stop.Token);

        _hub.Apply(Messages.Stats(sequence: 1, cpu: 1));
        _hub.FanOut.Signal();
        var gathering = await _hub.Time.NextWaitAsync();
        gathering.ShouldBe(TimeSpan.FromMilliseconds(50));
        _hub.Time.Advance(gathering);
        var rest = await _hub.Time.NextWaitAsync();
        rest.ShouldBe(TimeSpan.FromMilliseconds(80));
        connections.ShouldAllBe(connection => connection.Take().OfType<DashboardStats>().Single().CpuUsage == 1);
        _hub.Apply(Messages.Stats(sequence: 2, cpu: 2));
        _hub.FanOut.Signal();
        _hub.Time.Advance(rest);

        (await _hub.Time.NextWaitAsync()).ShouldBe(TimeSpan.FromMilliseconds(80), "what changed within the interval has waited already");
        connections.ShouldAllBe(connection => connection.Take().OfType<DashboardStats>().Single().CpuUsage == 2);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.DefaultTimeout());
    }

    [Fact]
    public async Task RunAsync_AfterARoundThatFailed_RunsAgainWithoutASignal()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var rounds = _hub.Measure("flextmonitor.hub.round.duration");
        _hub.Apply(Messages.Status());
        var failing = _hub.ConnectWithoutProtocol();
        await Should.ThrowAsync<IndexOutOfRangeException>(_hub.FanOut.RunAsync(stop.Token).DefaultTimeout());
        _hub.FanOut.Remove(failing.Connection.ConnectionId);

        var running = _hub.FanOut.RunAsync(stop.Token);

        await _hub.Time.NextWaitAsync();
        rounds.Values.Count.ShouldBe(1);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.DefaultTimeout());
    }

    private async Task AdvanceUntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            _hub.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }
}
