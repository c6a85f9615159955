namespace FlextMonitor.Hub.Audit;

/// <summary>Counts refusals of one action.</summary>
/// <param name="since">When the first one was (timestamp).</param>
/// <param name="who">Who was refused; <c>null</c> if nobody knows, or there are several.</param>
/// <param name="whoId">Their id.</param>
internal sealed class RefusalCount(long since, string? who, string? whoId)
{
    /// <summary>The most addresses that are told apart.</summary>
    public const int MostAddresses = 20;

    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private string? _lastAddress;
    private long _total;

    public long Since { get; } = since;

    /// <summary>Counts one.</summary>
    /// <returns>How many there are with it.</returns>
    public long Add(string? address)
    {
        _lastAddress = address;
        if (address is not null && _addresses.Count < MostAddresses)
        {
            _addresses.Add(address);
        }

        return ++_total;
    }

    /// <summary>What to record of those that were not recorded one by one; <c>null</c> if all were.</summary>
    public AuditEvent? SummaryOf(string what) => _total <= RefusalLimit.OneByOne ? null
        : new AuditEvent(AuditActions.LeftOut, who, AuditOutcome.Refused) { WhoId = whoId, Subject = what, Address = _lastAddress }
            .Changed(null, new { Count = _total - RefusalLimit.OneByOne, Addresses = _addresses.Count });
}
