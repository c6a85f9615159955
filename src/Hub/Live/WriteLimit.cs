namespace FlextMonitor.Hub.Live;

/// <summary>
/// How long one write may take before its subscriber counts as slow: the first state of many runs is one write of hundreds of kilobytes, which a
/// thin line takes longer to carry than a subscriber may stay silent. It would start over for ever.
/// </summary>
internal static class WriteLimit
{
    /// <summary>The thinnest line that is served, in bytes a second.</summary>
    public const int LeastRate = 8 * 1024;

    /// <summary>What the bytes of a write add at most: removals are remembered for as long as that.</summary>
    private static readonly TimeSpan LongestTransfer = TimeSpan.FromMinutes(10);

    /// <summary>The limit for a write of so many bytes.</summary>
    /// <param name="bytes">Its size, before framing.</param>
    /// <param name="slowAfter"><see cref="LiveOptions.SlowAfter"/>.</param>
    /// <param name="behind">How long it may have to wait for what was written before it.</param>
    public static TimeSpan For(int bytes, TimeSpan slowAfter, TimeSpan behind)
    {
        var transfer = behind + Transfer(bytes);
        return slowAfter + (transfer < LongestTransfer ? transfer : LongestTransfer);
    }

    /// <summary>What so many bytes take on the thinnest line that is served.</summary>
    public static TimeSpan Transfer(int bytes) => TimeSpan.FromSeconds((double)bytes / LeastRate);

    /// <summary>The limit for the largest write there can be.</summary>
    /// <param name="slowAfter"><see cref="LiveOptions.SlowAfter"/>.</param>
    public static TimeSpan Longest(TimeSpan slowAfter) => slowAfter + LongestTransfer;
}
