namespace FlextMonitor.Hub.Problems;

/// <summary>A part of the monitor that knows when something is wrong with itself. The evaluator asks it at each evaluation, every few seconds at least.</summary>
public interface IMonitorConditions
{
    /// <summary>The kinds of problem that it decides.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>What is wrong now, at most one of each kind and subject; null if that is not known yet. It must return at once.</summary>
    IReadOnlyList<MonitorCondition>? Current { get; }
}
