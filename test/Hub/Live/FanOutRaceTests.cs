using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>The same property as the model test, with changes, rounds, sweeps, readers, pauses, filters, and connects on separate threads.</summary>
public sealed class FanOutRaceTests : IDisposable
{
    private const int Changes = 5000;

    private readonly FanOutFixture _hub = new();
    private volatile bool _changing = true;

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task Subscribers_WithEverythingAtOnce_EndAtTheNewestOfEachKey()
    {
        var readers = Enumerable.Range(0, 8).Select(i => new Reader(_hub.Connect(protocol: i % 2, holds: i < 4 ? 200 : 1 << 20))).ToArray();

        await Task.WhenAll(
            OnThread(Change),
            OnThread(() => While(_hub.FanOut.RunRound)),
            OnThread(() => While(_hub.Sweep.Sweep)),
            OnThread(() => While(ConnectAndDisconnect)),
            OnThread(() => While(() => PauseAndWatch(readers[0].Subscriber))),
            OnThread(() => While(() => PauseAndWatch(readers[4].Subscriber))),
            OnThread(() => While(() => Array.ForEach(readers, reader => reader.Read())))).DefaultTimeout();

        foreach (var reader in readers)
        {
            await UntilAsync(() => IsUpToDate(reader));
            reader.Latest["a"].ShouldBe(Changes - 1);
            reader.Latest["b"].ShouldBe(Changes);
        }
    }

    private static Task OnThread(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Change()
    {
        for (var sequence = 1; sequence <= Changes; sequence++)
        {
            _hub.Apply(Messages.Stats(sequence % 2 == 0 ? "b" : "a", sequence, cpu: sequence % 100));
        }

        _changing = false;
    }

    private void While(Action step)
    {
        while (_changing)
        {
            step();
        }
    }

    private void ConnectAndDisconnect()
    {
        var (subscriber, connection) = _hub.Connect(holds: 1);
        _hub.FanOut.Signal();
        connection.Take();
        _hub.FanOut.Remove(subscriber.Connection.ConnectionId);
    }

    private void PauseAndWatch(Subscriber subscriber)
    {
        subscriber.Pause(_hub.Time.GetTimestamp());
        subscriber.Watch(SourceFilter.Of(["a"]));
        subscriber.Resume();
        subscriber.Watch(SourceFilter.All);
    }

    private bool IsUpToDate(Reader reader)
    {
        _hub.FanOut.RunRound();
        reader.Read();
        var snapshot = reader.Subscriber.Snapshot();
        return snapshot.Lag(_hub.State.Version) == 0 && snapshot.WritingSince is null;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class Reader((Subscriber Subscriber, PipeConnection Connection) connected)
    {
        public Subscriber Subscriber { get; } = connected.Subscriber;

        /// <summary>The sequence of the latest stats of each daemon.</summary>
        public Dictionary<string, long> Latest { get; } = [];

        public void Read()
        {
            foreach (var stats in connected.Connection.Take().Cast<DashboardStats>())
            {
                stats.Sequence.ShouldBeGreaterThanOrEqualTo(Latest.GetValueOrDefault(stats.Source), "a subscriber never goes back");
                Latest[stats.Source] = stats.Sequence;
            }
        }
    }
}
