namespace FlextMonitor.Hosting.Background;

/// <summary>An unexpected failure of a supervised loop.</summary>
/// <param name="Exception">What it threw.</param>
/// <param name="InARow">How many failures there were since the last good run, this one included; 1 or more.</param>
/// <param name="BackOff">The time until the loop restarts.</param>
public sealed record LoopFailure(Exception Exception, int InARow, TimeSpan BackOff);
