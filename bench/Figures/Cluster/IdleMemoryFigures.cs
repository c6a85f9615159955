using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Figures.Cluster;

/// <summary>
/// The resident memory of a signed-in connection at the real host, as the operating system tells it after a minute of rest, what it consists of, and what so many connections
/// cost otherwise. Medians; an earlier build is measured at the same time.
/// </summary>
internal static class IdleMemoryFigures
{
    private const int Rounds = 3;

    /// <param name="before">The file of the earlier build.</param>
    /// <param name="daemon">The address of the daemon.</param>
    /// <param name="effort">How much time to take.</param>
    /// <param name="cancellationToken">Cancels the measurement.</param>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string? before, string daemon, Effort effort, CancellationToken cancellationToken)
    {
        var earlier = new List<IdleRound>();
        var now = new List<IdleRound>();
        for (var round = 0; round < (effort.IsTrial ? 1 : Rounds); round++)
        {
            var ofEarlier = before is null ? null : RunAsync("before", new MonitorProgram(before), daemon, effort, cancellationToken);
            now.Add(await RunAsync("now", new MonitorProgram(), daemon, effort, cancellationToken));
            if (ofEarlier is not null)
            {
                earlier.Add(await ofEarlier);
            }
        }

        return
        [
            Memory("resident memory per idle signed-in connection, 500 to 5,000, after a minute of rest", memory => memory.Resident, "40 KB at most, 25 KB aimed at"),
            Memory("of it objects", memory => memory.Objects),
            Memory("of it pinned blocks, which sockets are written from", memory => memory.Pinned),
            Memory("of it holes between objects", memory => memory.Holes),
            Memory("of it the heap's room for new objects", memory => memory.Committed - memory.Objects - memory.Pinned - memory.Holes),
            Memory("what else the process takes, less what of the heap was never touched", memory => memory.Resident - memory.Committed),
            Row("the host's CPU for each of 5,000 subscribers and change, one a second", round => round.CpuUs, "µs"),
            Row("sampled to received, 5,000 subscribers, p50", round => round.P50, "ms"),
            Row("the same, p99", round => round.P99, "ms"),
        ];

        Figure Memory(string title, Func<MemoryReading, double> part, string meant = "") => Row(title, round => part(round.Memory) / 1024, "KB", meant);

        Figure Row(string title, Func<IdleRound, double> value, string unit, string meant = "") =>
            new(title, before is null ? Text(now, value, unit) : $"{Text(now, value, unit)}; before {Text(earlier, value, unit)}", meant);
    }

    private static async Task<IdleRound> RunAsync(string name, MonitorProgram program, string daemon, Effort effort, CancellationToken cancellationToken)
    {
        var round = await IdleRound.RunAsync(program, daemon, effort, cancellationToken);
        Console.WriteLine($"{name}: {Text([round], measured => measured.Memory.Resident / 1024, "KB")}, {Text([round], measured => measured.CpuUs, "µs")}, p99 {Text([round], measured => measured.P99, "ms")}");
        return round;
    }

    private static string Text(IEnumerable<IdleRound> rounds, Func<IdleRound, double> value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median.Of(rounds.Select(value)):0.0} {unit}");
}
