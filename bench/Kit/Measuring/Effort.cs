namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>How much time and load a figure is given. A trial shows that every part works; its figures are worth nothing.</summary>
internal sealed record Effort(bool IsTrial)
{
    public int Seconds(int full) => IsTrial ? Math.Min(full, 3) : full;

    public int Times(int full) => IsTrial ? Math.Max(full / 20, 2) : full;
}
