namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>A column of a scenario's table.</summary>
/// <param name="Key">By which values are kept.</param>
/// <param name="Heading">With the unit.</param>
/// <param name="Decimals">How many are shown.</param>
internal sealed record Column(string Key, string Heading, int Decimals = 1);
