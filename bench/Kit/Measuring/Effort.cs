namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>How much time and load a figure uses. A trial checks that every part works; its figures are not meaningful.</summary>
internal sealed record Effort(bool IsTrial)
{
    public int Seconds(int full) => IsTrial ? Math.Min(full, 3) : full;

    public int Times(int full) => IsTrial ? Math.Max(full / 20, 2) : full;
}
