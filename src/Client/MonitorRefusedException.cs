namespace FlextMonitor.Client;

/// <summary>The hub refuses the client, and trying again would not help: the credentials are wrong or have ended, or a right is missing. The message says which.</summary>
public sealed class MonitorRefusedException : Exception
{
    /// <summary>Creates it with a sentence for a person.</summary>
    public MonitorRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a sentence for a person, and its cause.</summary>
    public MonitorRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
