using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>What a daemon reports about itself (GetSystemInfo).</summary>
/// <param name="Version">Null if the daemon reports none.</param>
/// <param name="Environment">Null if the daemon reports none.</param>
internal sealed record DaemonFacts(string? Version, string? Environment)
{
    public static DaemonFacts From(SystemInfo sent) =>
        new(Clean.TextOrNull(sent.Version, TextLimits.Name), Clean.TextOrNull(sent.Environment, TextLimits.Name));
}
