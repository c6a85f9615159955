using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>What a daemon says of itself (GetSystemInfo).</summary>
/// <param name="Version">Null where it tells none.</param>
/// <param name="Environment">Null where it tells none.</param>
internal sealed record DaemonFacts(string? Version, string? Environment)
{
    public static DaemonFacts From(SystemInfo sent) =>
        new(Clean.TextOrNull(sent.Version, TextLimits.Name), Clean.TextOrNull(sent.Environment, TextLimits.Name));
}
