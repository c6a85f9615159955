using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Access;

/// <summary>Lets an administrator back in who cannot sign in, for somebody who has access to the machine. It needs no hosted service, and leaves the store's tables as they are.</summary>
public sealed class AdministratorReset
{
    private readonly IServiceScopeFactory _scopes;

    internal AdministratorReset(IServiceScopeFactory scopes) => _scopes = scopes;

    /// <summary>
    /// Makes a one-time link to set a new password with, which lasts a day. Using it also makes the person an administrator, who may sign in again if disabled, and
    /// takes second factors and passkeys away, which may be what is lost. Until then nothing changes.
    /// </summary>
    /// <param name="email">The person's e-mail address.</param>
    /// <param name="mayPromote">Whether the person need not be an administrator yet.</param>
    /// <param name="cancellationToken">Cancels it before the link is stored.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The store cannot be used, or its tables are not those of this release.</exception>
    public async Task<AdministratorLink> CreateLinkAsync(string email, bool mayPromote, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services.GetRequiredService<StoreTables>().RequireCurrentAsync(cancellationToken).ConfigureAwait(false);

        var normalized = services.GetRequiredService<ILookupNormalizer>().NormalizeEmail(email.Trim());
        var store = services.GetRequiredService<AccessDbContext>();
        if (await store.Users.AsNoTracking().SingleOrDefaultAsync(person => person.NormalizedEmail == normalized, cancellationToken).ConfigureAwait(false) is not { } person)
        {
            return new AdministratorLink(AdministratorLinkResult.UnknownPerson);
        }

        if (!mayPromote && !Rights.Of(person.Grants).Include(Roles.Admin))
        {
            return new AdministratorLink(AdministratorLinkResult.NoAdministrator);
        }

        var link = await services.GetRequiredService<OneTimeLinks>().CreateAsync(person.Id, LinkPurpose.Reset, cancellationToken, restoresAdministrator: true).ConfigureAwait(false);
        return link is null ? new AdministratorLink(AdministratorLinkResult.UnknownPerson) : new AdministratorLink(AdministratorLinkResult.Made, link.Path);
    }

    /// <summary>The e-mail addresses of everybody who has the role of an administrator, able to sign in or not; may be empty.</summary>
    public async Task<IReadOnlyList<string>> AdministratorsAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var people = await scope.ServiceProvider.GetRequiredService<PersonStore>().ListAsync(cancellationToken).ConfigureAwait(false);
        return [.. people.Where(person => Rights.Of(person.Grants).Include(Roles.Admin)).Select(person => person.Email!)];
    }
}
