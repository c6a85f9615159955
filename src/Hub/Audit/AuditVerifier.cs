using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Audit;

/// <summary>Checks that nobody changed the trail. It only reads, a page at a time, so that the monitor goes on meanwhile.</summary>
public sealed class AuditVerifier
{
    private const int Page = 1000;
    private static readonly AuditVerification WithoutEnds = new(1, 0, AuditChain.FirstHash, AuditFault.NoEnds);

    private readonly IDbContextFactory<AuditDbContext> _store;

    internal AuditVerifier(IDbContextFactory<AuditDbContext> store) => _store = store;

    /// <summary>Checks every entry that was stored when it began.</summary>
    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        await using var context = await _store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            if (await ChainAsync(context, cancellationToken).ConfigureAwait(false) is not { } chain)
            {
                return WithoutEnds;
            }

            var result = await VerifyAsync(context, chain, cancellationToken).ConfigureAwait(false);

            // Retention may have deleted what was being read.
            if (result.Fault is null || (await ChainAsync(context, cancellationToken).ConfigureAwait(false))?.DeletedNumber == chain.DeletedNumber)
            {
                return result;
            }
        }
    }

    private static Task<AuditChain?> ChainAsync(AuditDbContext context, CancellationToken cancellationToken) => context.Chain.AsNoTracking().SingleOrDefaultAsync(cancellationToken);

    private static async Task<AuditVerification> VerifyAsync(AuditDbContext context, AuditChain chain, CancellationToken cancellationToken)
    {
        var good = new AuditVerification(chain.DeletedNumber + 1, 0, chain.DeletedHash, null);
        if (await InsertedAsync(context, chain, cancellationToken).ConfigureAwait(false) is { } inserted)
        {
            return good with { Fault = AuditFault.Inserted, FaultAt = inserted };
        }

        for (var number = chain.DeletedNumber; number < chain.LastNumber;)
        {
            var (from, to) = (number, Math.Min(number + Page, chain.LastNumber));
            var entries = await context.Entries.AsNoTracking().Where(entry => entry.Number > from && entry.Number <= to).OrderBy(entry => entry.Number).ToListAsync(cancellationToken).ConfigureAwait(false);
            while (number < to)
            {
                var entry = entries.ElementAtOrDefault((int)(number - from));
                if (FaultOf(entry, ++number, good.LastHash) is { } fault)
                {
                    return good with { Fault = fault, FaultAt = number };
                }

                good = good with { Good = good.Good + 1, LastHash = entry!.Hash };
            }
        }

        // The last entry may have been changed with a new hash, which no later entry contradicts.
        return good.LastHash == chain.LastHash ? good : good with { Fault = AuditFault.OtherEnd, FaultAt = chain.LastNumber };
    }

    private static AuditFault? FaultOf(AuditEntry? entry, long number, string previousHash) => entry switch
    {
        null => AuditFault.Missing,
        _ when entry.Number != number => AuditFault.Missing,
        _ when entry.Hash != entry.ComputeHash() => AuditFault.Changed,
        _ when entry.PreviousHash != previousHash => AuditFault.Replaced,
        _ => null,
    };

    // Before what retention has deleted, or behind the end of the chain. The chain is read again after the end, because others add to it.
    private static async Task<long?> InsertedAsync(AuditDbContext context, AuditChain chain, CancellationToken cancellationToken)
    {
        var first = await context.Entries.MinAsync(entry => (long?)entry.Number, cancellationToken).ConfigureAwait(false);
        if (first <= chain.DeletedNumber)
        {
            return first;
        }

        var last = await context.Entries.MaxAsync(entry => (long?)entry.Number, cancellationToken).ConfigureAwait(false);
        var end = await ChainAsync(context, cancellationToken).ConfigureAwait(false);
        return last > end?.LastNumber ? last : null;
    }
}
