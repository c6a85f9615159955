using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>Reads it from the store.</summary>
internal sealed class KnownPeople(IDbContextFactory<AccessDbContext> store) : IKnownPeople
{
    /// <summary>People in one query.</summary>
    private const int ChunkSize = 500;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            foreach (var chunk in ids.Chunk(ChunkSize))
            {
                var people = await context.Users.AsNoTracking().Where(person => chunk.Contains(person.Id)).Select(person => new { person.Id, person.Email }).ToListAsync(cancellationToken).ConfigureAwait(false);
                people.ForEach(person => known.Add(person.Id, person.Email ?? ""));
            }
        }
        catch (Exception exception) when (StoreFailure.IsUnavailable(exception))
        {
            throw new RightsUnavailableException(exception);
        }

        return known;
    }
}
