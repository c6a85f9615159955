using System.Globalization;

namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>Data from /proc about a process and its descendants.</summary>
internal static class ProcessTree
{
    /// <summary>A process and all its descendants, itself first.</summary>
    public static IReadOnlyList<int> Below(int id)
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? process : 0)
            .Where(process => process > 0)
            .Select(process => (Process: process, Parent: ParentOf(process)))
            .ToLookup(entry => entry.Parent, entry => entry.Process);
        var found = new List<int> { id };
        for (var index = 0; index < found.Count; index++)
        {
            found.AddRange(parents[found[index]]);
        }

        return found;
    }

    /// <summary>Resident memory in bytes; 0 if the process has exited.</summary>
    public static long ResidentBytes(int id) =>
        Read($"/proc/{id}/statm") is { } text ? long.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;

    /// <summary>User and system time of all threads of a process, in the kernel's steps of 10 ms; zero if it has exited.</summary>
    public static TimeSpan CpuTime(int id) => StatOf(id) is { } stat
        ? TimeSpan.FromMilliseconds(10 * (long.Parse(stat[11], CultureInfo.InvariantCulture) + long.Parse(stat[12], CultureInfo.InvariantCulture)))
        : TimeSpan.Zero;

    private static int ParentOf(int id) => StatOf(id) is { } stat ? int.Parse(stat[1], CultureInfo.InvariantCulture) : 0;

    /// <summary>What follows the name in brackets, which may contain any character: the state first, then the parent.</summary>
    private static string[]? StatOf(int id) => Read($"/proc/{id}/stat") is { } text ? text[(text.LastIndexOf(')') + 2)..].Split(' ') : null;

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null; // it has exited
        }
    }
}
