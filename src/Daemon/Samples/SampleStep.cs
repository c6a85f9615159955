namespace FlextMonitor.Daemon.Samples;

/// <summary>A log line of a sample run, and its progress at that moment.</summary>
/// <param name="After">The time since its start.</param>
/// <param name="Level"><c>INFO</c>, <c>WARNING</c> or <c>ERROR</c>.</param>
/// <param name="Message">The text, one line.</param>
/// <param name="Progress">Percent done by then, 0–100.</param>
/// <param name="Records">Rows moved by then.</param>
internal sealed record SampleStep(TimeSpan After, string Level, string Message, double Progress, long Records);
