namespace FlextMonitor.Daemon.Samples;

/// <summary>Something that a sample run says and has done at a moment of its life.</summary>
/// <param name="After">How long after its start.</param>
/// <param name="Level"><c>INFO</c>, <c>WARNING</c> or <c>ERROR</c>.</param>
/// <param name="Message">What it says, one line.</param>
/// <param name="Progress">Percent done by then, 0–100.</param>
/// <param name="Records">Rows moved by then.</param>
internal sealed record SampleStep(TimeSpan After, string Level, string Message, double Progress, long Records);
