namespace FlextMonitor.Bench.FanOut.Report;

/// <summary>One measurement of one server in one scenario.</summary>
internal sealed record Measurement(string Scenario, string Contender, int Round, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>Why there are no values; null if there are.</summary>
    public string? Failure { get; init; }
}
