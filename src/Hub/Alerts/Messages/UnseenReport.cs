using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Alerts.Messages;

/// <summary>What happened while a daemon could not be seen.</summary>
/// <param name="From">Since when it could not be seen (UTC).</param>
/// <param name="To">Until when (UTC).</param>
/// <param name="Runs">Runs that started, ended or failed meanwhile, newest first, at most 20.</param>
/// <param name="Missed">Starts that were due and did not take place, in the order of their times, at most 20.</param>
internal sealed record UnseenReport(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<ExecutionData> Runs, IReadOnlyList<MissedStart> Missed);
