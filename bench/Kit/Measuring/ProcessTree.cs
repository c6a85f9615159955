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

    private static int ParentOf(int id) =>
        // The name in brackets may contain any character; the state and the parent follow it.
        Read($"/proc/{id}/stat") is { } text ? int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;

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
