namespace FlextMonitor.Hub.Exports.Schedules;

/// <summary>A report that was made.</summary>
/// <param name="FileName">The name of its file.</param>
/// <param name="Sources">The daemons that it tells of, at least one.</param>
/// <param name="From">Where its range begins.</param>
/// <param name="To">Where its range ends.</param>
/// <param name="Rows">How many rows of data it holds.</param>
/// <param name="Content">The document.</param>
/// <param name="Missing">What it lacks, as a sentence; null if nothing.</param>
internal sealed record MadeReport(string FileName, IReadOnlyList<string> Sources, DateTimeOffset From, DateTimeOffset To, long Rows, byte[] Content, string? Missing);
