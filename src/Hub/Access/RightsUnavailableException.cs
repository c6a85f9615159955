namespace FlextMonitor.Hub.Access;

/// <summary>What callers may do cannot be looked up, because the store is away.</summary>
public sealed class RightsUnavailableException : Exception
{
    internal RightsUnavailableException(Exception cause)
        : base("What callers may do cannot be looked up now, because the store cannot be used. Try again later.", cause)
    {
    }
}
