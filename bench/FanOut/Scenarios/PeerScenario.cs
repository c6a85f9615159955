using System.Text.Json;
using FlextMonitor.Bench.FanOut.Peers;

namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>A scenario that compares peers that push.</summary>
internal abstract class PeerScenario(IReadOnlyList<Peer> peers) : Scenario
{
    /// <summary>Seconds that a server runs under load before the measurement: with a shorter warm-up, the JIT makes results two to three times too high.</summary>
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

    /// <summary>Measures a running peer.</summary>
    protected abstract Task<IReadOnlyDictionary<string, double>> MeasureAsync(RunningPeer running, CancellationToken cancellationToken);

    /// <summary>A number in the load generator's output; null if there were no samples.</summary>
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

    /// <summary>Leaves out keys without a value.</summary>
    protected static IReadOnlyDictionary<string, double> Values(params IReadOnlyList<(string Key, double? Value)> values) =>
        values.Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value!.Value);
}
