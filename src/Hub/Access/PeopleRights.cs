using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>Reads it from the store.</summary>
internal sealed class PeopleRights(IDbContextFactory<AccessDbContext> store) : IPeopleRights
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonRights>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        string[] wanted = [.. ids];
        try
        {
            await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            var people = await context.Users.AsNoTracking().Where(person => wanted.Contains(person.Id) && person.DisabledAt == null)
                .Select(person => new { person.Id, person.Email, person.Grants }).ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. people.Select(person => new PersonRights(person.Id, person.Email ?? "", Rights.Of(person.Grants)))];
        }
        catch (Exception exception) when (StoreFailure.IsUnavailable(exception))
        {
            throw new RightsUnavailableException(exception);
        }
    }
}
