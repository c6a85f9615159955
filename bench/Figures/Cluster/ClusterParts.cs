using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Figures.Cluster;

/// <summary>The parts of <c>cluster</c>, of which the command line may name some: <c>memory</c>.</summary>
internal static class ClusterParts
{
    public static IEnumerable<Func<Effort, CancellationToken, Task<IReadOnlyList<Figure>>>> Of(string[] args)
    {
        (string Name, Func<Effort, CancellationToken, Task<IReadOnlyList<Figure>>> Measure)[] parts = [("memory", (effort, cancellationToken) => MemoryAsync(DoorRun.EarlierBuild(args), effort, cancellationToken))];
        var named = parts.Where(part => args.Contains(part.Name)).ToList();
        return (named.Count > 0 ? named : [.. parts]).Select(part => part.Measure);
    }

    private static async Task<IReadOnlyList<Figure>> MemoryAsync(string? before, Effort effort, CancellationToken cancellationToken)
    {
        await using var daemon = await StampedDaemon.StartAsync();
        return await IdleMemoryFigures.MeasureAsync(before, daemon.Address, effort, cancellationToken);
    }
}
