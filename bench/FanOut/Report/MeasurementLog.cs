using System.Text.Json;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.FanOut.Report;

/// <summary>Stores every measurement at once as one line of JSON, so that an interrupted run loses nothing and tables can be rewritten.</summary>
internal sealed class MeasurementLog(string file)
{
    private readonly string _path = Path.Combine(BenchPaths.Artifacts, file);

    /// <summary>Removes the measurements of some scenarios; the others stay.</summary>
    public void Forget(IReadOnlySet<string> scenarios)
    {
        var kept = Read().Where(measurement => !scenarios.Contains(measurement.Scenario)).ToList();
        File.WriteAllLines(_path, kept.Select(measurement => JsonSerializer.Serialize(measurement)));
    }

    public void Add(Measurement measurement) => File.AppendAllLines(_path, [JsonSerializer.Serialize(measurement)]);

    public IReadOnlyList<Measurement> Read() =>
        File.Exists(_path) ? [.. File.ReadLines(_path).Select(line => JsonSerializer.Deserialize<Measurement>(line)!)] : [];
}
