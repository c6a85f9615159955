namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>A column of a scenario's table.</summary>
/// <param name="Key">The key of its values.</param>
/// <param name="Heading">The heading with the unit.</param>
/// <param name="Decimals">The number of decimals.</param>
internal sealed record Column(string Key, string Heading, int Decimals = 1);
