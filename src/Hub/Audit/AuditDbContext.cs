using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Audit;

/// <summary>The tables of the trail. Triggers refuse what would change it (<see cref="Migrations.AuditTriggers"/>).</summary>
internal abstract class AuditDbContext(DbContextOptions options) : DbContext(options)
{
    private const int LongestOutcome = 16;

    public DbSet<AuditEntry> Entries => Set<AuditEntry>();

    public DbSet<AuditChain> Chain => Set<AuditChain>();

    /// <summary>Locks the chain until the transaction ends, which nobody else can add to or delete from meanwhile.</summary>
    public async Task<AuditChain> LockChainAsync(CancellationToken cancellationToken)
    {
        await LimitLockAsync(cancellationToken).ConfigureAwait(false);
        await Chain.ExecuteUpdateAsync(chain => chain.SetProperty(row => row.Locks, row => row.Locks + 1), cancellationToken).ConfigureAwait(false);
        return await Chain.AsNoTracking().SingleAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps a process that is stopped while it holds the lock from holding up all others, where several share the database.</summary>
    protected virtual Task LimitLockAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Adds entries to the chain that this transaction has locked.</summary>
    /// <returns>The entries.</returns>
    public async Task<IReadOnlyList<AuditEntry>> AppendAsync(AuditChain chain, IReadOnlyList<RecordedEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return [];
        }

        var (number, hash) = (chain.LastNumber, chain.LastHash);
        var entries = new List<AuditEntry>(events.Count);
        foreach (var recorded in events)
        {
            var entry = AuditEntry.Of(++number, recorded, hash);
            entries.Add(entry);
            hash = entry.Hash;
        }

        Entries.AddRange(entries);
        await SaveChangesAsync(cancellationToken).ConfigureAwait(false);

        // After the entries: a trigger refuses those that the chain already counts.
        await Chain.ExecuteUpdateAsync(row => row.SetProperty(end => end.LastNumber, number).SetProperty(end => end.LastHash, hash), cancellationToken).ConfigureAwait(false);
        return entries;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("AuditEntries");
            entry.HasKey(entity => entity.Number);
            entry.Property(entity => entity.Number).ValueGeneratedNever();
            // Said here, because EF takes a property of this name for the key at first.
            entry.Property(entity => entity.Id).IsRequired().HasMaxLength(AuditEntry.IdLength);
            entry.Property(entity => entity.What).HasMaxLength(AuditEntry.LongestName);
            entry.Property(entity => entity.Outcome).HasMaxLength(LongestOutcome);
            entry.Property(entity => entity.Who).HasMaxLength(AuditEntry.LongestName);
            entry.Property(entity => entity.WhoId).HasMaxLength(AuditEntry.LongestName);
            entry.Property(entity => entity.Subject).HasMaxLength(AuditEntry.LongestName);
            entry.Property(entity => entity.SubjectId).HasMaxLength(AuditEntry.LongestName);
            entry.Property(entity => entity.Before).HasMaxLength(AuditEntry.LongestText);
            entry.Property(entity => entity.After).HasMaxLength(AuditEntry.LongestText);
            entry.Property(entity => entity.Address).HasMaxLength(AuditEntry.LongestName);
            entry.Property(entity => entity.PreviousHash).HasMaxLength(AuditEntry.HashLength);
            entry.Property(entity => entity.Hash).HasMaxLength(AuditEntry.HashLength);
            entry.HasIndex(entity => entity.At);
            entry.HasIndex(entity => entity.What);
        });
        modelBuilder.Entity<AuditChain>(chain =>
        {
            chain.ToTable("AuditChain", table => table.HasCheckConstraint("CK_AuditChain_OnlyRow", $"\"Id\" = {AuditChain.OnlyId}"));
            chain.Property(entity => entity.Id).ValueGeneratedNever();
            chain.Property(entity => entity.DeletedHash).HasMaxLength(AuditEntry.HashLength);
            chain.Property(entity => entity.LastHash).HasMaxLength(AuditEntry.HashLength);
            chain.HasData(new AuditChain { DeletedHash = AuditChain.FirstHash, LastHash = AuditChain.FirstHash });
        });
    }
}
