using System.Globalization;

namespace FlextMonitor.Daemon.Figures;

/// <summary>Reads Linux' <c>/proc/meminfo</c>.</summary>
internal static class MemoryUse
{
    /// <summary>The host's memory that is not available to programs, in percent, 0–100; caches count as available, as in <c>MemAvailable</c>.</summary>
    /// <exception cref="FormatException">A required line is missing.</exception>
    public static double ParsePercent(IEnumerable<string> lines)
    {
        long? total = null, available = null;
        foreach (var line in lines)
        {
            total ??= Kilobytes(line, "MemTotal:");
            available ??= Kilobytes(line, "MemAvailable:");
            if (total > 0 && available is not null)
            {
                return Math.Clamp(100.0 * (total.Value - available.Value) / total.Value, 0, 100);
            }
        }

        throw new FormatException("/proc/meminfo has no MemTotal and MemAvailable");
    }

    private static long? Kilobytes(string line, string key) =>
        line.StartsWith(key, StringComparison.Ordinal)
            ? long.Parse(line.AsSpan(key.Length).Trim().TrimEnd("kB").Trim(), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
