namespace FlextMonitor.Hub.Storage.Leading;

/// <summary>Another process has begun a newer term, so that what this one wanted to write in its own is not written.</summary>
public sealed class TermOverException : Exception
{
    /// <summary>Creates it.</summary>
    public TermOverException()
        : base("another process has begun a newer term")
    {
    }
}
