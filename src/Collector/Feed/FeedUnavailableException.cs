namespace FlextMonitor.Collector.Feed;

/// <summary>The feed cannot be reached now. Publishing the same batch again may succeed.</summary>
public sealed class FeedUnavailableException : Exception
{
    /// <summary>Creates it with the reason.</summary>
    public FeedUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with the reason and its cause.</summary>
    public FeedUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
