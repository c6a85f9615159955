namespace FlextMonitor.Bench.FanOut.Report;

/// <summary>One server, measured once in one scenario.</summary>
internal sealed record Measurement(string Scenario, string Contender, int Round, IReadOnlyDictionary<string, double> Values);
