namespace FlextMonitor.Client.Connection;

/// <summary>No token can be had now, which says nothing against the credentials.</summary>
internal sealed class TokenUnavailableException : Exception
{
    public TokenUnavailableException(string message)
        : base(message)
    {
    }

    public TokenUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How long the hub asks to wait; null if it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
