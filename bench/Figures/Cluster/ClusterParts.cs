using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Figures.Cluster;

/// <summary>The parts of <c>cluster</c>, of which the command line may name some.</summary>
internal static class ClusterParts
{
    public static IReadOnlyList<ClusterPart> Of(string[] args)
    {
        IReadOnlyList<ClusterPart> parts =
        [
            new("memory", "cluster", (effort, cancellationToken) => MemoryAsync(DoorRun.EarlierBuild(args), effort, cancellationToken)),
            new("load", "cluster-load", LoadFigures.MeasureAsync),
            new("slopes", "cluster-slopes", SlopeFigures.MeasureAsync),
            new("takeover", "cluster-takeover", TakeoverFigures.KilledAsync),
            new("handover", "cluster-handover", TakeoverFigures.EndedAsync),
        ];
        var named = parts.Where(part => args.Contains(part.Name)).ToList();
        return named.Count > 0 ? named : parts;
    }

    private static async Task<IReadOnlyList<Figure>> MemoryAsync(string? before, Effort effort, CancellationToken cancellationToken)
    {
        await using var daemon = await StampedDaemon.StartAsync();
        return await IdleMemoryFigures.MeasureAsync(before, daemon.Address, effort, cancellationToken);
    }
}
