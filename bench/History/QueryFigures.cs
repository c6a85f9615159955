using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Bench.History;

/// <summary>How long answers take, without HTTP.</summary>
internal static class QueryFigures
{
    private static readonly string[] Texts = ["warehouse", "tap-17", "ora-01555", "orders_123", "segment 77", "line 5", "snapshot", "nothing-has-this", "01a2", "to-ware"];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchHistory history, Effort effort, CancellationToken cancellationToken) =>
    [
        new("1 daemon, 1 year, 720 points, p99", await FiguresAsync(history, 1, 365, effort.Times(400), cancellationToken), "40 ms at most, 25 ms aimed at"),
        new("20 daemons, 7 days, 720 points, p99", await FiguresAsync(history, 20, 7, effort.Times(200), cancellationToken), "150 ms at most, 100 ms aimed at"),
        new($"search of {effort.Times(1_000_000):N0} runs, p99", await SearchAsync(history, null, effort.Times(400), cancellationToken), "200 ms at most, 100 ms aimed at"),
        new("the same among the failed ones, p99", await SearchAsync(history, "failed", effort.Times(400), cancellationToken), "200 ms at most, 100 ms aimed at"),
    ];

    private static Task<string> FiguresAsync(BenchHistory history, int sources, int days, int times, CancellationToken cancellationToken)
    {
        var reader = history.Get<HistoryReader>();
        return P99Async(times, number =>
        {
            var (to, names) = (history.Clock.GetUtcNow().AddMinutes(-number), BenchHistory.Sources.Skip(number % (BenchHistory.Sources.Count - sources + 1)).Take(sources));
            var query = new HistoryQuery([.. names], to.AddDays(-days).ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), 720, FigureColumns.Names);
            return reader.ReadAsync(query, cancellationToken);
        });
    }

    private static Task<string> SearchAsync(BenchHistory history, string? status, int times, CancellationToken cancellationToken)
    {
        var search = history.Get<RunSearch>();
        return P99Async(times, number =>
        {
            var request = new RunsRequest { Text = Texts[number % Texts.Length], Status = status is null ? [] : [status] };
            return search.FindAsync(RunsQuery.Read(request, out _)! with { Sources = BenchHistory.Sources }, cancellationToken);
        });
    }

    private static async Task<string> P99Async(int times, Func<int, Task> askAsync)
    {
        var taken = new List<double>(times);
        for (var number = -Math.Min(times, 20); number < times; number++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await askAsync(Math.Abs(number));
            taken.AddRange(number >= 0 ? [TimeProvider.System.GetElapsedTime(began).TotalMilliseconds] : []);
        }

        taken.Sort();
        return Figure.Milliseconds(taken[(int)((taken.Count - 1) * 0.99)]);
    }
}
