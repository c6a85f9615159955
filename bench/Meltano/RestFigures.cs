using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Meltano;

/// <summary>What a process costs while the project does nothing.</summary>
internal static class RestFigures
{
    /// <summary>The whole monitor with the project, nobody watching.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchProject project, MonitorServer host, Effort effort, CancellationToken cancellationToken)
    {
        var (cpu, memory) = await AtRestAsync(host.Server, effort, cancellationToken);
        return
        [
            new($"{project.Kind}, {project.Rows:N0} runs: CPU of the whole monitor at rest, of one core", cpu),
            new($"{project.Kind}, {project.Rows:N0} runs: resident memory of the whole monitor", memory),
        ];
    }

    /// <summary>The share of one core that a process takes during a minute, and its memory at the end.</summary>
    public static async Task<(string Cpu, string Memory)> AtRestAsync(ServerProcess process, Effort effort, CancellationToken cancellationToken)
    {
        await PassAsync(20);
        var (before, began) = (process.CpuTime, TimeProvider.System.GetTimestamp());
        await PassAsync(60);
        var share = (process.CpuTime - before) / TimeProvider.System.GetElapsedTime(began);
        return (share.ToString("P1", CultureInfo.InvariantCulture), $"{Figure.Number(process.ResidentBytes / 1e6)} MB");

        Task PassAsync(int seconds) => Task.Delay(TimeSpan.FromSeconds(effort.Seconds(seconds)), TimeProvider.System, cancellationToken);
    }
}
