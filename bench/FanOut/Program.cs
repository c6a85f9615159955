using System.Globalization;
using FlextMonitor.Bench.FanOut.Report;
using FlextMonitor.Bench.FanOut.Scenarios;
using FlextMonitor.Bench.Kit.Measuring;
using Microsoft.Extensions.Configuration;

// --scenarios=together,apart,…  --rounds=3  --trial=true (small and short, writes no document)  --measure=false (only rewrites the tables)
var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
var trial = settings["trial"] == "true";
var effort = trial ? LoadEffort.Trial : LoadEffort.Full;
IReadOnlyList<Scenario> all =
[
    .. CostScenario.All(effort),
    new BytesScenario { Effort = effort },
    new StalledScenario(1) { Effort = effort },
    new StalledScenario(10) { Effort = effort },
    new SlowScenario { Effort = effort },
    new MemoryScenario { Effort = effort },
    new ConnectScenario { Effort = effort },
    new LatencyScenario { Effort = effort },
    new PollingScenario { Effort = effort },
];
var names = settings["scenarios"]?.Split(',') ?? [.. all.Select(scenario => scenario.Name)];
var chosen = names.Select(name => all.SingleOrDefault(scenario => scenario.Name == name)
    ?? throw new ArgumentException($"Unknown scenario '{name}'. Known scenarios: {string.Join(", ", all.Select(scenario => scenario.Name))}.")).ToList();
var rounds = int.Parse(settings["rounds"] ?? "3", CultureInfo.InvariantCulture);
var machine = Machine.Describe(TimeProvider.System);
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

var log = new MeasurementLog(trial ? "trial.jsonl" : "fan-out.jsonl");
if (settings["measure"] != "false")
{
    log.Forget(chosen.Select(scenario => scenario.Name).ToHashSet());
    foreach (var scenario in chosen)
    {
        await MeasureAsync(scenario);
    }
}

var tables = new ResultTables(log.Read()).Write(all, machine);
Console.WriteLine(tables);
if (!trial)
{
    MarkedSection.Write(BenchPaths.PerformanceDocument, "fan-out", tables);
}

// Interleaved, so that a temporary disturbance of the machine affects all servers alike.
async Task MeasureAsync(Scenario scenario)
{
    for (var round = 1; round <= rounds; round++)
    {
        foreach (var contender in scenario.Contenders)
        {
            var measurement = await OnceAsync(scenario, contender, round);
            log.Add(measurement);
            var words = measurement.Failure ?? string.Join(", ", measurement.Values.Select(value => $"{value.Key} {value.Value:0.##}"));
            Console.WriteLine($"{scenario.Name} {round}/{rounds} {contender}: {words}");
        }
    }
}

// A server that cannot take the load is a result, and the results of the others must not be lost.
async Task<Measurement> OnceAsync(Scenario scenario, string contender, int round)
{
    try
    {
        return new Measurement(scenario.Name, contender, round, await scenario.MeasureAsync(contender, interrupted.Token));
    }
    catch (LoadFailedException failure)
    {
        return new Measurement(scenario.Name, contender, round, new Dictionary<string, double>()) { Failure = failure.Message };
    }
}
