using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Proto;

namespace FlextMonitor.Bench.Meltano;

/// <summary>The daemon alone: how long a list takes, and what the daemon costs while nothing happens and nobody asks.</summary>
internal static class ListFigures
{
    private const int PageSize = 50;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchProject project, Effort effort, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var daemon = await BenchDaemon.StartAsync(project, cancellationToken);
        var listed = TimeProvider.System.GetElapsedTime(began);
        await TimeAsync(effort.Times(500));
        var times = await TimeAsync(effort.Times(500));
        var (cpu, memory) = await RestFigures.AtRestAsync(daemon.Process, effort, cancellationToken);
        return
        [
            new($"{project.Kind}, {project.Rows:N0} runs: start of the daemon until it lists them", Figure.Seconds(listed)),
            new($"{project.Kind}, {project.Rows:N0} runs: list of the newest {PageSize}, median", Figure.Milliseconds(Median.Of(times)), "under 50 ms"),
            new($"{project.Kind}, {project.Rows:N0} runs: list of the newest {PageSize}, worst of {times.Count}", Figure.Milliseconds(times.Max()), "under 50 ms"),
            new($"{project.Kind}, {project.Rows:N0} runs: CPU of the daemon at rest, of one core", cpu),
            new($"{project.Kind}, {project.Rows:N0} runs: resident memory of the daemon", memory),
        ];

        async Task<List<double>> TimeAsync(int calls)
        {
            var taken = new List<double>(calls);
            for (var call = 0; call < calls; call++)
            {
                var before = TimeProvider.System.GetTimestamp();
                await daemon.Client.ListExecutionsAsync(new ListExecutionsRequest { Limit = PageSize }, cancellationToken: cancellationToken);
                taken.Add(TimeProvider.System.GetElapsedTime(before).TotalMilliseconds);
            }

            return taken;
        }
    }
}
