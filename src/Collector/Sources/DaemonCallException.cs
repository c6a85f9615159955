namespace FlextMonitor.Collector.Sources;

/// <summary>A daemon refused a call, failed or could not be reached. A person can act on the message.</summary>
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

    /// <summary>Creates it with a sentence about one daemon.</summary>
    /// <param name="daemon">The daemon.</param>
    /// <param name="why">What went wrong, without a full stop.</param>
    /// <param name="innerException">The cause; null if there is none.</param>
    /// <param name="code">One of <see cref="Contracts.HubErrorCodes"/>, if a program has to distinguish the error.</param>
    internal static DaemonCallException About(Settings.DaemonOptions daemon, string why, Exception? innerException = null, string? code = null) =>
        new($"Daemon '{daemon.Name}': {why}.", innerException!) { Code = code };

    /// <summary>One of <see cref="Contracts.HubErrorCodes"/>, if a program has to distinguish this error from others; otherwise null.</summary>
    public string? Code { get; init; }
}
