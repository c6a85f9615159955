using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Access;

/// <summary>Lets an administrator back in who cannot sign in, for somebody who has access to the machine. It needs no hosted service, and leaves the store's tables as they are.</summary>
public sealed class AdministratorReset
{
    private const string Command = "reset-admin";

    private readonly IServiceScopeFactory _scopes;

    internal AdministratorReset(IServiceScopeFactory scopes) => _scopes = scopes;

    /// <summary>
    /// Makes a one-time link to set a new password with, which lasts a day. Using it also makes the person an administrator, who may sign in again if disabled, and
    /// takes second factors and passkeys away, which may be what is lost. Until then nothing changes, except that a person who is added appears in the list and may do nothing.
    /// </summary>
    /// <param name="email">The e-mail address of a person who has, or is to have, a password; not of one whom a provider signs in.</param>
    /// <param name="mayPromote">Whether the person need not be an administrator yet, nor exist if no administrator with a password does.</param>
    /// <param name="cancellationToken">Cancels it before the link is stored.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The store cannot be used, or its tables are not those of this release.</exception>
    public async Task<AdministratorLink> CreateLinkAsync(string email, bool mayPromote, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services.GetRequiredService<StoreTables>().RequireCurrentAsync(cancellationToken).ConfigureAwait(false);

        var normalized = services.GetRequiredService<ILookupNormalizer>().NormalizeEmail(email.Trim());
        var store = services.GetRequiredService<AccessDbContext>();
        var person = await store.Users.AsNoTracking().SingleOrDefaultAsync(person => person.NormalizedEmail == normalized, cancellationToken).ConfigureAwait(false);
        if (person is null && mayPromote && !await store.HasAdministratorAsync(cancellationToken).ConfigureAwait(false))
        {
            person = await AddAsync(services, email.Trim()).ConfigureAwait(false);
        }

        if (person is null)
        {
            return new AdministratorLink(AdministratorLinkResult.UnknownPerson);
        }

        if (!mayPromote && !Rights.Of(person.Grants).Include(Roles.Admin))
        {
            return new AdministratorLink(AdministratorLinkResult.NoAdministrator);
        }

        // First: a link that nobody knows of is worse than an entry without one.
        await services.GetRequiredService<IAuditTrail>().StoreAsync(Made(person), cancellationToken).ConfigureAwait(false);
        var link = await services.GetRequiredService<OneTimeLinks>().CreateAsync(person.Id, LinkPurpose.Reset, cancellationToken, restoresAdministrator: true).ConfigureAwait(false);
        return link is null ? new AdministratorLink(AdministratorLinkResult.UnknownPerson) : new AdministratorLink(AdministratorLinkResult.Made, link.Path);
    }

    private static AuditEvent Made(Person person) =>
        new AuditEvent(AuditActions.MakeLink, Command, AuditOutcome.Done) { Subject = person.Email, SubjectId = person.Id }.Changed(null, new { RestoresAdministrator = true });

    // A provider alone has signed people in so far, and cannot be used now.
    private static async Task<Person?> AddAsync(IServiceProvider services, string email)
    {
        var (result, person) = await services.GetRequiredService<PersonStore>().AddAsync(email, []).ConfigureAwait(false);
        return result.Succeeded ? person : null;
    }

    /// <summary>The e-mail addresses of everybody who has the role of an administrator, able to sign in or not, except by a provider; may be empty.</summary>
    public async Task<IReadOnlyList<string>> AdministratorsAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var people = await scope.ServiceProvider.GetRequiredService<PersonStore>().ListAsync(cancellationToken).ConfigureAwait(false);
        return [.. people.Where(person => person.Issuer is null && Rights.Of(person.Grants).Include(Roles.Admin)).Select(person => person.Email!)];
    }
}
