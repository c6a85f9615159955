using FlextMonitor.Contracts;

namespace FlextMonitor.Client;

/// <summary>One run as the monitor recorded it.</summary>
/// <param name="Execution">The run.</param>
/// <param name="EndUnseen">Whether its end was not watched, so that its status may be older than its end.</param>
/// <param name="FirstSeenLate">Whether it began unwatched.</param>
public sealed record RecordedRun(ExecutionData Execution, bool EndUnseen, bool FirstSeenLate);
