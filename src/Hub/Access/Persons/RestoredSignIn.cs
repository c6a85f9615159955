using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>
/// Signs in whoever uses a link of <c>reset-admin</c> where passwords open nothing: it is the way back if the provider cannot be used, and its password would be of
/// no use.
/// </summary>
internal sealed class RestoredSignIn(IDbContextFactory<AccessDbContext> store, SignIns signIns)
{
    /// <summary>Begins the session of a person whose link was used.</summary>
    public async Task<IResult> BeginAsync(string personId, HttpContext http, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var person = await context.Users.AsNoTracking().SingleAsync(person => person.Id == personId, cancellationToken).ConfigureAwait(false);
        return await signIns.BeginAsync(person, SignInMethods.ResetAdmin, isBrowser: true, http, cancellationToken).ConfigureAwait(false);
    }
}
