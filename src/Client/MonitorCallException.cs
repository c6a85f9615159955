namespace FlextMonitor.Client;

/// <summary>The hub refused a call or could not carry it out. The message is the hub's own sentence.</summary>
public sealed class MonitorCallException : Exception
{
    /// <summary>Creates it with a sentence for a person.</summary>
    public MonitorCallException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a sentence for a person, and its cause.</summary>
    public MonitorCallException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>One of <see cref="Contracts.HubErrorCodes"/>, if a program has to distinguish this error from others; otherwise <c>null</c>.</summary>
    public string? Code { get; init; }
}
