using System.Security.Cryptography;
using System.Text;
using FlextMonitor.Hub.Access.Passwords;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>
/// Finds the people whom a provider signs in, by issuer and subject: an e-mail address may pass to somebody else, and a provider may not have checked it. So two
/// people may have the same address, and nothing is looked up by it.
/// </summary>
internal sealed class ProviderPeople(IDbContextFactory<AccessDbContext> store, RightsChanges changes, ProviderAudit audit, TimeProvider time)
{
    /// <summary>The longest issuer and subject, in characters; the specification allows 255 for a subject.</summary>
    public const int LongestId = 255;

    /// <summary>The person, with the name and the grants that the provider gives now. Somebody disabled is left as they are.</summary>
    /// <param name="issuer">The provider.</param>
    /// <param name="subject">The person's id there.</param>
    /// <param name="name">What to call the person.</param>
    /// <param name="grants">What the person may do.</param>
    /// <param name="askedAt">When the provider was asked (UTC).</param>
    public async Task<Person> FindOrAddAsync(string issuer, string subject, string name, IReadOnlyList<Grant> grants, DateTimeOffset askedAt)
    {
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        if (!await Of(context, issuer, subject).AnyAsync(CancellationToken.None).ConfigureAwait(false))
        {
            await AddAsync(context, issuer, subject, name).ConfigureAwait(false);
        }

        var person = await Of(context, issuer, subject).SingleAsync(CancellationToken.None).ConfigureAwait(false);
        if (person.DisabledAt is null)
        {
            (person.UserName, person.Email) = (name, name);
            await Of(context, issuer, subject).Where(current => current.Email != name).ExecuteUpdateAsync(
                current => current.SetProperty(entity => entity.Email, name).SetProperty(entity => entity.UserName, name), CancellationToken.None).ConfigureAwait(false);
            if (await SetGrantsAsync(context, person.Id, grants, askedAt).ConfigureAwait(false) is { } before)
            {
                changes.Announce();
                await audit.ChangedAsync(person.Id, name, before, grants).ConfigureAwait(false);
            }
        }

        return person;
    }

    /// <summary>Changes what a person may do, unless the provider was asked later for what the person may do now: an older answer may arrive last.</summary>
    /// <returns>What the person might do before, if that changed, so that open connections must start over; otherwise <c>null</c>.</returns>
    public static async Task<IReadOnlyList<Grant>?> SetGrantsAsync(AccessDbContext context, string personId, IReadOnlyList<Grant> grants, DateTimeOffset askedAt)
    {
        var person = context.Users.Where(person => person.Id == personId);
        if (await person.Where(person => person.GrantsAsOf == null || person.GrantsAsOf <= askedAt)
            .ExecuteUpdateAsync(person => person.SetProperty(entity => entity.GrantsAsOf, askedAt), CancellationToken.None).ConfigureAwait(false) == 0)
        {
            return null;
        }

        var before = await person.AsNoTracking().Select(person => person.Grants).SingleAsync(CancellationToken.None).ConfigureAwait(false);
        if (GrantList.Write(before) == GrantList.Write(grants))
        {
            return null;
        }

        await person.ExecuteUpdateAsync(
            person => person.SetProperty(entity => entity.Grants, grants).SetProperty(entity => entity.ConcurrencyStamp, PasswordWrites.NewStamp()), CancellationToken.None).ConfigureAwait(false);
        return before;
    }

    private static IQueryable<Person> Of(AccessDbContext context, string issuer, string subject) =>
        context.Users.AsNoTracking().Where(person => person.Issuer == issuer && person.Subject == subject);

    private async Task AddAsync(AccessDbContext context, string issuer, string subject, string name)
    {
        var person = new Person
        {
            // Nothing finds the person by name or address: the first is of its own kind, and the second is for people to read.
            NormalizedUserName = KeyOf(issuer, subject),
            UserName = name,
            Email = name,
            Issuer = issuer,
            Subject = subject,
            SecurityStamp = PasswordWrites.NewSecurityStamp(),
            CreatedAt = time.GetUtcNow(),
        };
        context.Users.Add(person);
        try
        {
            await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
            await audit.AddedAsync(person).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            context.ChangeTracker.Clear();
            if (!await Of(context, issuer, subject).AnyAsync(CancellationToken.None).ConfigureAwait(false))
            {
                throw;
            }

            // The same person has signed in twice at the same time.
        }
    }

    private static string KeyOf(string issuer, string subject) => $"PROVIDER:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")))}";
}
