using System.Globalization;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>A build of the host.</summary>
/// <param name="Path">Its file; <c>null</c> for the release build of this tree.</param>
/// <param name="Descriptors">How many descriptors it may open; <c>null</c> for as many as this process.</param>
internal sealed record MonitorProgram(string? Path = null, int? Descriptors = null)
{
    /// <summary>The command that starts it.</summary>
    public Command Command(string argument, IReadOnlyDictionary<string, string> environment)
    {
        var program = Path ?? BenchPaths.Program("src/Web", "FlextMonitor.Web");
        var folder = Path is null ? System.IO.Path.Combine(Repository.Root, "src/Web") : System.IO.Path.GetDirectoryName(Path)!;
        return Descriptors is { } most
            ? new Command("prlimit", [string.Create(CultureInfo.InvariantCulture, $"--nofile={most}:{most}"), program, argument], folder, environment)
            : new Command(program, [argument], folder, environment);
    }
}
