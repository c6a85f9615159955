using System.Runtime.CompilerServices;
using FlextMonitor.Client.State;
using FlextMonitor.Client.Watching;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>A reader that sleeps for a minute while its daemon changes 50 times a second.</summary>
public sealed class SlowReaderTests : IDisposable
{
    private const int Changes = 60 * 50;

    private readonly FakeTimeProvider _clock = new(Messages.Noon);
    private readonly ClientMetrics _metrics = new();
    private readonly MonitorState _state;

    public SlowReaderTests()
    {
        _state = new MonitorState(new HubClock(_clock), _metrics, _clock);
        _state.Opening();
        _state.Opened();
        _state.Take(Messages.Status());
        _state.Take(Messages.Heartbeat());
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public async Task Watch_ReaderSleepsAMinute_KeepsOneChangeForEachKey_AndEndsWithTheNewest()
    {
        var reader = _state.AddReader(_ => true);

        var passedOver = ChangeForAMinute(reader);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        passedOver.Count(value => value.TryGetTarget(out _)).ShouldBe(0, "what was passed over is not kept");
        reader.End(null);
        var read = await reader.ReadAsync(Cancelled).ToListAsync(Cancelled);
        read.Select(change => change.Key.Kind).ShouldBe([MonitorChange.ConnectionKey.Kind, MessageKind.Status, MessageKind.Heartbeat, MessageKind.Stats]);
        (read[3].Value.ShouldBeOfType<DashboardStats>().Sequence, read[3].PassedOver).ShouldBe((Changes, Changes - 1));
    }

    [Fact]
    public async Task Watch_KeysThatCameAndWentUnread_AreNotKept_AndTheirValuesAreCounted()
    {
        const int Short = 10_000;
        var reader = _state.AddReader(key => key.Kind == MessageKind.Execution);
        for (var run = 0; run < Short; run++)
        {
            _state.Take(Messages.Execution($"r{run}", sequence: 1));
            _state.Take(Messages.Execution($"r{run}", sequence: 2));
            _state.Take(Messages.Removed($"r{run}", sequence: 3));
        }

        reader.Waiting.ShouldBe(1, "the connection alone");
        reader.Remembered.ShouldBeLessThan(100);

        _state.Take(Messages.Execution("stays", sequence: 1));
        reader.End(null);
        var read = await reader.ReadAsync(Cancelled).ToListAsync(Cancelled);
        read.Select(change => change.Key.Id).ShouldBe([null, "stays"]);
        read.Sum(change => change.PassedOver).ShouldBe(2 * Short);
    }

    [Fact]
    public async Task Watch_KeyThatTheReaderWasGiven_IsToldToBeGone()
    {
        var reader = _state.AddReader(key => key.Kind == MessageKind.Execution);
        _state.Take(Messages.Execution("a"));
        await using var changes = reader.ReadAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        await NextAsync(changes);
        (await NextAsync(changes)).Value.ShouldNotBeNull();

        _state.Take(Messages.Execution("a", sequence: 2));
        _state.Take(Messages.Removed("a", sequence: 3));
        _state.Take(Messages.Removed("never-seen", sequence: 3));
        reader.End(null);

        var gone = await NextAsync(changes);
        (gone.Key.Id, gone.Value, gone.Removal, gone.PassedOver).ShouldBe(("a", null, Messages.Removed("a", sequence: 3), 1));
        (await changes.MoveNextAsync()).ShouldBeFalse();
    }

    private static async Task<MonitorChange> NextAsync(IAsyncEnumerator<MonitorChange> changes)
    {
        (await changes.MoveNextAsync().AsTask().DefaultTimeout()).ShouldBeTrue();
        return changes.Current;
    }

    // A method of its own, so that no local variable keeps a value alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private List<WeakReference<SourceMessage>> ChangeForAMinute(ChangeReader reader)
    {
        var sent = new List<WeakReference<SourceMessage>>();
        for (var sequence = 1; sequence <= Changes; sequence++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(20));
            var stats = Messages.Stats(sequence: sequence);
            _state.Take(stats);
            sent.Add(new WeakReference<SourceMessage>(stats));
            reader.Waiting.ShouldBeLessThanOrEqualTo(4);
        }

        return sent[..^1];
    }
}
