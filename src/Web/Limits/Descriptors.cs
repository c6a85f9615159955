using System.Globalization;

namespace FlextMonitor.Web.Limits;

/// <summary>How many descriptors the process may open: each connection takes one, and so do the files, the store and the daemons' connections.</summary>
internal static class Descriptors
{
    /// <summary>Those that are kept for everything else. The program's own files alone take more than 300: each assembly one or two.</summary>
    public const int Reserve = 512;

    /// <summary>Where there are few, connections get one of so many.</summary>
    private const int LeastShare = 8;

    private const string File = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>The connections that leave <see cref="Reserve"/> free, or an eighth of all where there are few; <c>null</c> if the system sets no limit, or does not say.</summary>
    public static int? MostConnections() => Limit() is { } limit ? Math.Max(limit - Reserve, limit / LeastShare) : null;

    private static int? Limit() =>
        System.IO.File.Exists(File)
        && System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) is { } line
        && int.TryParse(line[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture, out var limit)
            ? limit
            : null;
}
