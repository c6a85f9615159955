using System.Data;
using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Access.Passwords;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>Invites people, and changes what they may do. There is always somebody left who can administer.</summary>
internal sealed class PersonStore(IDbContextFactory<AccessDbContext> store, UserManager<Person> users, RightsChanges changes, TimeProvider time)
{
    /// <summary>How often a change is tried again that another one at the same time made fail.</summary>
    private const int MostTries = 10;

    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMilliseconds(200);

    /// <summary>Everybody, by e-mail address.</summary>
    public async Task<IReadOnlyList<Person>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Users.AsNoTracking().OrderBy(person => person.NormalizedEmail).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One person; <c>null</c> if there is none with this id.</summary>
    public async Task<Person?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Users.AsNoTracking().SingleOrDefaultAsync(person => person.Id == id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a person without a password, who cannot sign in until a link was used to set one.</summary>
    public async Task<(IdentityResult Result, Person Person)> AddAsync(string email, IReadOnlyList<Grant> grants)
    {
        var person = new Person { UserName = email, Email = email, Grants = grants, CreatedAt = time.GetUtcNow() };
        try
        {
            return (await users.CreateAsync(person).ConfigureAwait(false), person);
        }
        catch (DbUpdateException)
        {
            if (await users.FindByEmailAsync(email).ConfigureAwait(false) is null)
            {
                throw;
            }

            // Somebody else has added it since Identity looked for it.
            return (IdentityResult.Failed(users.ErrorDescriber.DuplicateEmail(email)), person);
        }
    }

    /// <summary>Changes what a person may do. Open connections start over with it.</summary>
    public Task<PersonChange> SetGrantsAsync(string id, IReadOnlyList<Grant> grants) => ChangeAsync(id, person => person.Grants = grants);

    /// <summary>Disables a person: sessions end for good, links become invalid, and signing in is refused.</summary>
    public Task<PersonChange> DisableAsync(string id) => ChangeAsync(
        id,
        person =>
        {
            person.DisabledAt ??= time.GetUtcNow();
            person.SecurityStamp = PasswordWrites.NewSecurityStamp();
        },
        (context, _) => context.Links.Where(link => link.UserId == id).ExecuteDeleteAsync(CancellationToken.None));

    /// <summary>Lets a person sign in again who was disabled.</summary>
    public Task<PersonChange> EnableAsync(string id) => ChangeAsync(id, person => person.DisabledAt = null);

    /// <summary>Removes a person, with sessions and links.</summary>
    public Task<PersonChange> DeleteAsync(string id) => ChangeAsync(id, _ => { }, async (context, person) =>
    {
        context.Users.Remove(person);
        await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
    });

    // Cannot be cancelled: the right must end even if the caller hangs up.
    private async Task<PersonChange> ChangeAsync(string id, Action<Person> change, Func<AccessDbContext, Person, Task>? then = null)
    {
        var backOff = new BackOff(FirstBackOff, LongestBackOff);
        for (var tries = 1; ; tries++)
        {
            try
            {
                var result = await TryChangeAsync(id, change, then).ConfigureAwait(false);
                if (result == PersonChange.Done)
                {
                    changes.Announce();
                }

                return result;
            }
            catch (Exception exception) when (tries < MostTries && (exception is DbUpdateConcurrencyException || StoreFailure.IsConflict(exception)))
            {
                // Two changes at the same time read what the other one writes. One of them is undone, and sees the other when it runs again.
                await Task.Delay(backOff.Next(), time).ConfigureAwait(false);
            }
        }
    }

    private async Task<PersonChange> TryChangeAsync(string id, Action<Person> change, Func<AccessDbContext, Person, Task>? then)
    {
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);

        // Serializable, so that two administrators cannot demote each other, each counting on the other.
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, CancellationToken.None).ConfigureAwait(false);
        var person = await context.Users.SingleOrDefaultAsync(person => person.Id == id, CancellationToken.None).ConfigureAwait(false);
        if (person is null)
        {
            return PersonChange.Unknown;
        }

        var wasAdministrator = person.IsActiveAdministrator;
        change(person);

        // Identity writes back all that it read before, unless the stamp has changed since.
        person.ConcurrencyStamp = PasswordWrites.NewStamp();
        await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
        await (then?.Invoke(context, person) ?? Task.CompletedTask).ConfigureAwait(false);
        if (wasAdministrator && !await context.HasAdministratorAsync(CancellationToken.None).ConfigureAwait(false))
        {
            return PersonChange.LastAdministrator;
        }

        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return PersonChange.Done;
    }
}
