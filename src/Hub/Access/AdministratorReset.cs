using FlextMonitor.Hub.Access.Factors;
using FlextMonitor.Hub.Access.Persons;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Access;

/// <summary>Lets an administrator back in who cannot sign in, for whoever has access to the machine.</summary>
public sealed class AdministratorReset
{
    private readonly IServiceScopeFactory _scopes;

    internal AdministratorReset(IServiceScopeFactory scopes) => _scopes = scopes;

    /// <summary>Makes somebody an administrator who is not disabled, and makes a one-time link to set a new password with, which lasts a day. Second factors and passkeys are taken away, because they may be what is lost.</summary>
    /// <returns>The path and fragment of the link, such as <c>/reset#…</c>; <c>null</c> if there is nobody with this e-mail address.</returns>
    public async Task<string?> CreateLinkAsync(string email, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var normalized = scope.ServiceProvider.GetRequiredService<ILookupNormalizer>().NormalizeEmail(email);
        var store = scope.ServiceProvider.GetRequiredService<AccessDbContext>();
        if (await store.Users.SingleOrDefaultAsync(person => person.NormalizedEmail == normalized, cancellationToken).ConfigureAwait(false) is not { } person)
        {
            return null;
        }

        person.DisabledAt = null;
        person.Grants = [new Grant(Roles.Admin, [])];
        await store.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await scope.ServiceProvider.GetRequiredService<FactorRemoval>().RemoveAsync(person.Id).ConfigureAwait(false);
        var link = await scope.ServiceProvider.GetRequiredService<OneTimeLinks>().CreateAsync(person.Id, LinkPurpose.Reset, cancellationToken).ConfigureAwait(false);
        return link.Path;
    }

    /// <summary>The e-mail addresses of everybody who has the role of an administrator, able to sign in or not; may be empty.</summary>
    public async Task<IReadOnlyList<string>> AdministratorsAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var people = await scope.ServiceProvider.GetRequiredService<PersonStore>().ListAsync(cancellationToken).ConfigureAwait(false);
        return [.. people.Where(person => Rights.Of(person.Grants).Include(Roles.Admin)).Select(person => person.Email!)];
    }
}
