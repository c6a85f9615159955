namespace FlextMonitor.Hub.Access;

/// <summary>Addresses that the host listens on, as people can open them.</summary>
public static class ListeningAddress
{
    /// <summary>An address of this machine in place of one that stands for all of its addresses, such as <c>http://[::]:5000</c>.</summary>
    public static string Reachable(string address)
    {
        ArgumentNullException.ThrowIfNull(address);

        return address
            .Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal);
    }
}
