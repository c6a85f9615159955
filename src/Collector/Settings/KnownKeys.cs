namespace FlextMonitor.Collector.Settings;

/// <summary>Keys that a section of the settings may hold.</summary>
/// <param name="Section">Its path; empty for the top.</param>
/// <param name="Keys">What stands directly in it; several of these may add to one section.</param>
internal sealed record KnownKeys(string Section, IReadOnlyList<string> Keys);
