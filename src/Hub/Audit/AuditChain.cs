namespace FlextMonitor.Hub.Audit;

/// <summary>The two ends of the chain, in the only row of its table. It shows if entries are missing at the start or the end, and whoever locks it may add entries.</summary>
internal sealed class AuditChain
{
    /// <summary>The key of the row.</summary>
    public const int OnlyId = 1;

    /// <summary>The hash that stands before the first entry.</summary>
    public static readonly string FirstHash = new('0', AuditEntry.HashLength);

    /// <inheritdoc cref="OnlyId"/>
    public int Id { get; init; } = OnlyId;

    /// <summary>How often the row was locked. Its change is the lock, and proves that the store can be written.</summary>
    public long Locks { get; init; }

    /// <summary>The number of the last entry that retention deleted; 0 if none was.</summary>
    public long DeletedNumber { get; init; }

    /// <summary>The hash of that entry, which the first one that is kept continues.</summary>
    public required string DeletedHash { get; init; }

    /// <summary>The number of the last entry; 0 if there never was one.</summary>
    public long LastNumber { get; init; }

    /// <summary>The hash of that entry, which the next one will continue.</summary>
    public required string LastHash { get; init; }
}
