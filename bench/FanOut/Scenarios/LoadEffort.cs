namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>How much load and time a scenario uses.</summary>
internal sealed record LoadEffort
{
    /// <summary>The effort for published tables.</summary>
    public static LoadEffort Full { get; } = new();

    /// <summary>Enough to check that every part works; the figures are not meaningful.</summary>
    public static LoadEffort Trial { get; } = new() { IsTrial = true };

    private bool IsTrial { get; init; }

    public int Clients(int full) => IsTrial ? Math.Max(full / 20, 20) : full;

    public int Seconds(int full) => IsTrial ? Math.Min(full, 2) : full;
}
