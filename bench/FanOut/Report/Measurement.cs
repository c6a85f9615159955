namespace FlextMonitor.Bench.FanOut.Report;

/// <summary>One server, measured once in one scenario.</summary>
internal sealed record Measurement(string Scenario, string Contender, int Round, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>Why there are no values; null where there are.</summary>
    public string? Failure { get; init; }
}
