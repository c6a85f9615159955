namespace FlextMonitor.Daemon.Meltano.Logs.Files;

/// <summary>A run has no log where logs are expected.</summary>
internal sealed class MissingLogException : Exception
{
    /// <summary>Names the files that were looked for; empty: the run's ids cannot name a log.</summary>
    public MissingLogException(IReadOnlyList<string> paths)
        : base(paths.Count == 0
            ? "this run can have no log: its state id or run id is not one that Meltano writes logs for"
            : $"this run has no log: {string.Join(" and ", paths)} {(paths.Count == 1 ? "does" : "do")} not exist, or may not be looked for. If Meltano writes its logs elsewhere, set Meltano:LogDirectory")
    {
    }
}
