namespace FlextMonitor.Collector.Sources;

/// <summary>A daemon refused, failed or could not be reached. The message is one that a person can act on.</summary>
public sealed class DaemonCallException : Exception
{
    /// <summary>Creates it with the text that the caller is shown.</summary>
    public DaemonCallException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with the text that the caller is shown, and its cause.</summary>
    public DaemonCallException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>One of <see cref="Contracts.HubErrorCodes"/>, by which a program can tell this error from others; null if it need not.</summary>
    public string? Code { get; init; }
}
