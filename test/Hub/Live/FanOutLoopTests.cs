using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Live;

public sealed class FanOutLoopTests : IDisposable
{
    private readonly FanOutFixture _hub = new();

    public void Dispose() => _hub.Dispose();

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
        const int tries = 100;
        var (interval, gathering) = (TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(50));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _hub.Apply(Messages.Status());
        var connections = Enumerable.Range(0, 2501).Select(_ => _hub.Connect().Connection).ToList();
        var running = _hub.FanOut.RunAsync(stop.Token);
        var wait = await _hub.Time.NextWaitAsync();

        // A change that comes before the loop is back at rest is one of the interval that has just passed.
        var sequence = 0;
        while (wait != gathering && sequence < tries)
        {
            wait.ShouldBe(interval);
            connections.ForEach(connection => connection.Take());
            _hub.Time.Advance(wait);
            ChangeTo(++sequence);
            wait = await _hub.Time.NextWaitAsync();
        }

        wait.ShouldBe(gathering);
        connections.ShouldAllBe(connection => connection.Take().Count == 0);
        _hub.Time.Advance(wait);
        wait = await _hub.Time.NextWaitAsync();
        wait.ShouldBe(interval);
        connections.ShouldAllBe(connection => connection.Take().OfType<DashboardStats>().Single().CpuUsage == sequence);
        ChangeTo(++sequence);
        _hub.Time.Advance(wait);

        (await _hub.Time.NextWaitAsync()).ShouldBe(interval, "what changed within the interval has waited already");
        connections.ShouldAllBe(connection => connection.Take().OfType<DashboardStats>().Single().CpuUsage == sequence);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running.DefaultTimeout());

        void ChangeTo(int number)
        {
            _hub.Apply(Messages.Stats(sequence: number, cpu: number));
            _hub.FanOut.Signal();
        }
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
