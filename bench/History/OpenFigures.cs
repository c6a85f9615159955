using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Hub.History.Recording;

namespace FlextMonitor.Bench.History;

/// <summary>How long history takes at a start until it is open: tables checked, the last hour restored, and the first write done.</summary>
internal static class OpenFigures
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string file, Effort effort, CancellationToken cancellationToken)
    {
        var taken = new List<double>();
        for (var time = 0; time < effort.Times(40); time++)
        {
            await using var history = BenchHistory.Create(file);
            var began = TimeProvider.System.GetTimestamp();
            await history.Get<HistoryWriter>().WriteAsync(cancellationToken);
            taken.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        return [new("start with 400 days of history until it is open, worst", Figure.Milliseconds(taken.Max()), "1,000 ms at most, 300 ms aimed at")];
    }
}
