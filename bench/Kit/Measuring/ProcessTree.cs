using System.Globalization;

namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>What /proc tells of a process and those it started.</summary>
internal static class ProcessTree
{
    /// <summary>A process and all below it, itself first.</summary>
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

    /// <summary>Resident memory in bytes; 0 where the process is gone.</summary>
    public static long ResidentBytes(int id) =>
        Read($"/proc/{id}/statm") is { } text ? long.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;

    private static int ParentOf(int id) =>
        // The name in brackets may hold anything; after it come the state and the parent.
        Read($"/proc/{id}/stat") is { } text ? int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null; // it ended meanwhile
        }
    }
}
