using System.Globalization;
using System.Text;
using FlextMonitor.Bench.FanOut.Peers;
using FlextMonitor.Bench.FanOut.Scenarios;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.FanOut.Report;

/// <summary>The results as Markdown: the goals first, then a table for each scenario. All values are medians.</summary>
internal sealed class ResultTables(IReadOnlyList<Measurement> measurements)
{
    private readonly StringBuilder _text = new();

    public string Write(IReadOnlyList<Scenario> scenarios, string machine)
    {
        Line($"{machine} Medians; in each round every server takes its turn, in a process of its own. Server CPU is the user and system time of all its threads and processes, by /proc.");
        var measured = scenarios.Where(scenario => measurements.Any(measurement => measurement.Scenario == scenario.Name)).ToList();
        WriteGoals(measured);
        foreach (var scenario in measured)
        {
            WriteScenario(scenario);
        }

        return _text.ToString();
    }

    private void WriteGoals(IReadOnlyList<Scenario> scenarios)
    {
        Line();
        Line("| figure | this hub | stock SignalR | share of stock | must | aim | reached |");
        Line("|---|---|---|---|---|---|---|");
        foreach (var (scenario, goal) in scenarios.SelectMany(scenario => scenario.Goals.Select(goal => (scenario, goal))))
        {
            var figure = scenario.Figures.Single(figure => figure.Key == goal.Key);
            var hub = MedianOf(scenario.Name, PeerCatalog.Hub.Name, goal.Key);
            var stock = MedianOf(scenario.Name, PeerCatalog.Stock.Name, goal.Key);
            var share = stock > 0 ? hub / stock : null;
            var judged = goal.OfStock ? share : hub;
            var sign = goal.AtLeast ? "≥" : "≤";
            var unit = goal.OfStock ? "× stock" : string.Empty;
            Line($"| {goal.Title} | {Show(hub, figure.Decimals)} | {Show(stock, figure.Decimals)} | {Show(goal.OfStock ? share : null, 2)} "
                + $"| {sign} {goal.Must}{unit} | {sign} {goal.Aim}{unit} | {(judged is { } value ? goal.Reached(value) : "–")} |");
        }
    }

    private void WriteScenario(Scenario scenario)
    {
        var rounds = measurements.Where(measurement => measurement.Scenario == scenario.Name).Max(measurement => measurement.Round);
        Line();
        Line($"### {scenario.Title}");
        Line();
        Line($"{scenario.Text} Rounds: {rounds}.");
        Line();
        Line($"| server | {string.Join(" | ", scenario.Figures.Select(figure => figure.Heading))} |");
        Line($"|---|{string.Concat(scenario.Figures.Select(_ => "---|"))}");
        foreach (var contender in scenario.Contenders)
        {
            Line($"| {contender} | {string.Join(" | ", scenario.Figures.Select(figure => ShowWithSpread(scenario.Name, contender, figure)))} |");
        }

        foreach (var failed in measurements.Where(measurement => measurement.Scenario == scenario.Name && measurement.Failure is not null))
        {
            Line();
            Line($"{failed.Contender} has no figures of round {failed.Round}: {failed.Failure}.");
        }
    }

    private string ShowWithSpread(string scenario, string contender, Column figure)
    {
        var values = ValuesOf(scenario, contender, figure.Key);
        var spread = values.Count > 1 && values.Max() > 0 && (values.Max() - values.Min()) / values.Max() > 0.1;
        var median = Show(MedianOf(scenario, contender, figure.Key), figure.Decimals);

        // Rounds that differ by more than a tenth are shown with their range.
        return spread ? $"{median} ({Show(values.Min(), figure.Decimals)}–{Show(values.Max(), figure.Decimals)})" : median;
    }

    private List<double> ValuesOf(string scenario, string contender, string key) =>
        [.. measurements
            .Where(measurement => measurement.Scenario == scenario && measurement.Contender == contender && measurement.Values.ContainsKey(key))
            .Select(measurement => measurement.Values[key])];

    private double? MedianOf(string scenario, string contender, string key)
    {
        var values = ValuesOf(scenario, contender, key);
        return values.Count == 0 ? null : Median.Of(values);
    }

    private static string Show(double? value, int decimals) =>
        value is { } number ? number.ToString($"N{decimals}", CultureInfo.InvariantCulture) : "–";

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
