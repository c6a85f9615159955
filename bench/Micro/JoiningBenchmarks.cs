using BenchmarkDotNet.Attributes;
using FlextMonitor.Hub.Live;

namespace FlextMonitor.Bench.Micro;

/// <summary>One round after one tick without the connections: applying, encoding and joining the entries newer than the cursors.</summary>
[MemoryDiagnoser]
public class JoiningBenchmarks
{
    private HubParts _parts = null!;
    private FanOutRound _round = null!;
    private int _json;
    private int _messagePack;

    /// <summary>The number of different cursors among subscribers; nearly always one.</summary>
    [Params(1, 20)]
    public int Cursors { get; set; }

    /// <summary>Fills the state.</summary>
    [GlobalSetup]
    public void Fill()
    {
        _parts = new HubParts(executions: 50);
        _round = _parts.Round;
        (_json, _messagePack) = (_parts.NumberOf("json"), _parts.NumberOf("messagepack"));
    }

    /// <summary>Joins the bytes for both protocols at each cursor.</summary>
    [Benchmark]
    public int RoundAfterTick()
    {
        _parts.State.Apply(_parts.NextTick());
        _round.Begin(TimeProvider.System.GetTimestamp());
        var bytes = 0;
        for (var behind = 1; behind <= Cursors; behind++)
        {
            var cursor = Math.Max(_round.Version - (2 * behind), LiveState.Beginning);
            bytes += _round.NewerThan(cursor, SourceFilter.All, _json).Bytes;
            bytes += _round.NewerThan(cursor, SourceFilter.All, _messagePack).Bytes;
        }

        _round.End();
        return bytes;
    }
}
