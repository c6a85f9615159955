namespace FlextMonitor.Collector.Logs;

/// <summary>Finds, in a log that is read again, the first line that was not sent yet.</summary>
/// <param name="tailLines">With how many of its last lines to read the log; 0 for all.</param>
internal abstract class LogSeam(int tailLines)
{
    public int TailLines => tailLines;

    /// <summary>Whether the place was found in the whole log before: what remains is to read up to it, which takes as long as the log is.</summary>
    public bool IsLocated { get; init; }

    /// <summary>Whether the next line is new.</summary>
    public abstract bool IsReached { get; }

    /// <summary>Adds the next line that was read.</summary>
    public abstract SeamPlace Place(LineMark line);
}
