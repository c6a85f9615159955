using System.Text.Json;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.FanOut.Report;

/// <summary>Every measurement as it was taken, one line of JSON each, so that a run that broke off loses nothing and tables can be made anew.</summary>
internal sealed class MeasurementLog(string file)
{
    private readonly string _path = Path.Combine(Repository.Artifacts, file);

    /// <summary>Puts away what there is of some scenarios; the others' stay.</summary>
    public void Forget(IReadOnlySet<string> scenarios)
    {
        var kept = Read().Where(measurement => !scenarios.Contains(measurement.Scenario)).ToList();
        File.WriteAllLines(_path, kept.Select(measurement => JsonSerializer.Serialize(measurement)));
    }

    public void Add(Measurement measurement) => File.AppendAllLines(_path, [JsonSerializer.Serialize(measurement)]);

    public IReadOnlyList<Measurement> Read() =>
        File.Exists(_path) ? [.. File.ReadLines(_path).Select(line => JsonSerializer.Deserialize<Measurement>(line)!)] : [];
}
