using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Bench.History;

/// <summary>How long it takes to find out what a rule would have done, on all daemons, in 30 days.</summary>
internal static class PreviewFigures
{
    private static readonly TimeSpan Previewed = TimeSpan.FromDays(30);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchHistory history, Effort effort, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        foreach (var (name, rule) in Rules())
        {
            figures.Add(new(
                $"preview of a rule ({name}), 20 daemons, 30 days, worst of {effort.Times(20)}",
                Figure.Milliseconds(await WorstAsync(history, rule, effort.Times(20), cancellationToken)),
                "1,000 ms at most, 500 ms aimed at"));
        }

        return figures;
    }

    private static IEnumerable<(string Name, Rule Rule)> Rules()
    {
        var slow = BuiltInRules.All.Single(rule => rule.Kind == ProblemKinds.Slow);
        yield return ("slow runs", slow);
        yield return ("runs with few rows", BuiltInRules.All.Single(rule => rule.Kind == ProblemKinds.FewRows));
        yield return ("daemons that are away", BuiltInRules.All.Single(rule => rule.Kind == ProblemKinds.Unreachable));
        yield return ("CPU over 90 %", slow with { Id = "own", Kind = ProblemKinds.Threshold, Settings = new() { ["figure"] = "cpuUsage", ["above"] = 90, ["forSeconds"] = 60 } });
    }

    private static async Task<double> WorstAsync(BenchHistory history, Rule rule, int times, CancellationToken cancellationToken)
    {
        var previews = history.Get<IRulePreview>();
        var taken = new List<double>();
        for (var time = 0; time < times; time++)
        {
            var (until, began) = (history.Clock.GetUtcNow(), TimeProvider.System.GetTimestamp());
            await previews.PreviewAsync(rule, until - Previewed, until, cancellationToken);
            taken.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        return taken.Max();
    }
}
