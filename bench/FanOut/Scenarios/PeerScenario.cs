using System.Text.Json;
using FlextMonitor.Bench.FanOut.Peers;

namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>A scenario whose contenders are peers that push.</summary>
internal abstract class PeerScenario(IReadOnlyList<Peer> peers) : Scenario
{
    /// <summary>Seconds that a server runs under the load before anything counts: the JIT makes shorter ones read two to three times too high.</summary>
    protected int WarmupSeconds => Effort.Seconds(8);

    public override IReadOnlyList<string> Contenders => [.. peers.Select(peer => peer.Name)];

    public override async Task<IReadOnlyDictionary<string, double>> MeasureAsync(string contender, CancellationToken cancellationToken)
    {
        var peer = peers.Single(candidate => candidate.Name == contender);
        await using var running = await RunningPeer.StartAsync(peer, DriveOf(peer), cancellationToken);
        return await MeasureAsync(running, cancellationToken);
    }

    /// <summary>How a peer is driven.</summary>
    protected abstract Drive DriveOf(Peer peer);

    /// <summary>Measures one that runs.</summary>
    protected abstract Task<IReadOnlyDictionary<string, double>> MeasureAsync(RunningPeer running, CancellationToken cancellationToken);

    /// <summary>A number somewhere in what the load generator printed; null where there were no samples.</summary>
    protected static double? Number(JsonElement result, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (result.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            result = result.GetProperty(name);
        }

        return result.ValueKind == JsonValueKind.Null ? null : result.GetDouble();
    }

    /// <summary>Leaves out what has no value.</summary>
    protected static IReadOnlyDictionary<string, double> Values(params IReadOnlyList<(string Key, double? Value)> values) =>
        values.Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value!.Value);
}
