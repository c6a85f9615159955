namespace FlextMonitor.Client;

/// <summary>The hub refused a call, could not carry it out, or cannot be asked. The message is the hub's own sentence if it gave one.</summary>
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

    /// <summary>One of <see cref="Contracts.HubErrorCodes"/>, or a code of the HTTP interface such as <c>role-missing</c>, for a program that has to distinguish this error from others; otherwise <c>null</c>.</summary>
    public string? Code { get; init; }

    /// <summary>The HTTP status of the answer; <c>null</c> for a call over the hub's connection, and if there was no answer.</summary>
    public int? Status { get; init; }
}
