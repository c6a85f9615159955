namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>How much of the load and the time of a scenario is spent.</summary>
internal sealed record LoadEffort
{
    /// <summary>What the tables are made of.</summary>
    public static LoadEffort Full { get; } = new();

    /// <summary>Enough to see that every part works; its figures are worth nothing.</summary>
    public static LoadEffort Trial { get; } = new() { IsTrial = true };

    private bool IsTrial { get; init; }

    public int Clients(int full) => IsTrial ? Math.Max(full / 20, 20) : full;

    public int Seconds(int full) => IsTrial ? Math.Min(full, 2) : full;
}
