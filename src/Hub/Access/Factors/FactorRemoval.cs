using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Factors;

/// <summary>Takes all factors of a person away except for the password, and ends the sessions.</summary>
internal sealed class FactorRemoval(AccessDbContext store, Sessions sessions, RightsChanges changes)
{
    /// <summary>Removes them.</summary>
    /// <returns>Whether there is such a person.</returns>
    public async Task<bool> RemoveAsync(string personId)
    {
        await using var transaction = await store.Database.BeginTransactionAsync().ConfigureAwait(false);
        if (!await store.Users.AnyAsync(person => person.Id == personId).ConfigureAwait(false))
        {
            return false;
        }

        await store.RemoveSecondFactorAsync(personId).ConfigureAwait(false);
        await store.RemovePasskeysAsync(personId).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        changes.Announce();
        await sessions.EndAllAsync(personId, except: null, SessionEndReason.EndedByOther).ConfigureAwait(false);
        return true;
    }
}
