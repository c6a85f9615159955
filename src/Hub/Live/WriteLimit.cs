namespace FlextMonitor.Hub.Live;

/// <summary>
/// How long one write may take before its subscriber counts as slow. The first state with many runs is one write of hundreds of kilobytes, and a
/// slow line needs longer for it than a subscriber may be silent. Without an allowance for size, such a subscriber would start over for ever.
/// </summary>
internal static class WriteLimit
{
    /// <summary>The slowest line that is supported, in bytes a second.</summary>
    public const int MinimumRate = 8 * 1024;

    /// <summary>The most that the size of a write adds to its limit, which also bounds how long removals are remembered.</summary>
    private static readonly TimeSpan LongestTransfer = TimeSpan.FromMinutes(10);

    /// <summary>The limit for a write of the given size.</summary>
    /// <param name="bytes">Its size, before framing.</param>
    /// <param name="slowAfter"><see cref="LiveOptions.SlowAfter"/>.</param>
    /// <param name="behind">How long it may have to wait for earlier writes.</param>
    public static TimeSpan For(int bytes, TimeSpan slowAfter, TimeSpan behind)
    {
        var transfer = behind + Transfer(bytes);
        return slowAfter + (transfer < LongestTransfer ? transfer : LongestTransfer);
    }

    /// <summary>The transfer time of the given number of bytes on the slowest line that is supported.</summary>
    public static TimeSpan Transfer(int bytes) => TimeSpan.FromSeconds((double)bytes / MinimumRate);

    /// <summary>The limit for the largest possible write.</summary>
    /// <param name="slowAfter"><see cref="LiveOptions.SlowAfter"/>.</param>
    public static TimeSpan Longest(TimeSpan slowAfter) => slowAfter + LongestTransfer;
}
