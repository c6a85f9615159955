using System.Data;
using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Access.Passwords;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>Invites people, and changes what they may do. There is always somebody left who can administer.</summary>
internal sealed class PersonStore(IDbContextFactory<AccessDbContext> store, UserManager<Person> users, IOptions<AccessOptions> access, RightsChanges changes, TimeProvider time)
{
    /// <summary>How often a change is tried again that another one at the same time made fail.</summary>
    private const int MostTries = 10;

    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMilliseconds(200);

    /// <summary>Everybody, by e-mail address.</summary>
    public async Task<IReadOnlyList<Person>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Users.AsNoTracking().OrderBy(person => person.NormalizedEmail ?? person.Email!.ToUpper()).ThenBy(person => person.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
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
    /// <param name="id">The person.</param>
    /// <param name="grants">What they may do from now on.</param>
    /// <param name="audit">Is told how it was before and after.</param>
    public Task<PersonChange> SetGrantsAsync(string id, IReadOnlyList<Grant> grants, AuditDetails? audit = null) =>
        ChangeAsync(id, new Edit(person => person.Grants = grants, person => person.Grants), audit);

    /// <summary>Disables a person: sessions end for good, links become invalid, and signing in is refused.</summary>
    public Task<PersonChange> DisableAsync(string id, AuditDetails? audit = null) => ChangeAsync(id, new Edit(Disable, IsDisabled, RemoveLinksAsync), audit);

    /// <summary>Lets a person sign in again who was disabled.</summary>
    public Task<PersonChange> EnableAsync(string id, AuditDetails? audit = null) => ChangeAsync(id, new Edit(person => person.DisabledAt = null, IsDisabled), audit);

    /// <summary>Removes a person, with sessions and links.</summary>
    public Task<PersonChange> DeleteAsync(string id, AuditDetails? audit = null) => ChangeAsync(id, new Edit(_ => { }, person => person.Grants, RemoveAsync, Removes: true), audit);

    private static object IsDisabled(Person person) => new { Disabled = person.DisabledAt is not null };

    private static Task<int> RemoveLinksAsync(AccessDbContext context, Person person) => context.Links.Where(link => link.UserId == person.Id).ExecuteDeleteAsync(CancellationToken.None);

    private static Task<int> RemoveAsync(AccessDbContext context, Person person)
    {
        context.Users.Remove(person);
        return context.SaveChangesAsync(CancellationToken.None);
    }

    private void Disable(Person person)
    {
        person.DisabledAt ??= time.GetUtcNow();
        person.SecurityStamp = PasswordWrites.NewSecurityStamp();
    }

    // Cannot be cancelled: the right must end even if the caller hangs up.
    private async Task<PersonChange> ChangeAsync(string id, Edit edit, AuditDetails? audit)
    {
        var backOff = new BackOff(FirstBackOff, LongestBackOff);
        for (var tries = 1; ; tries++)
        {
            try
            {
                var result = await TryChangeAsync(id, edit, audit).ConfigureAwait(false);
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

    private async Task<PersonChange> TryChangeAsync(string id, Edit edit, AuditDetails? audit)
    {
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);

        // Serializable, so that two administrators cannot demote each other, each counting on the other.
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, CancellationToken.None).ConfigureAwait(false);
        var person = await context.Users.SingleOrDefaultAsync(person => person.Id == id, CancellationToken.None).ConfigureAwait(false);
        if (person is null)
        {
            return PersonChange.Unknown;
        }

        var wasAdministrator = person.IsActiveAdministrator(access.Value.LocalSignIn);
        var before = edit.Describe(person);
        edit.Change(person);

        // Here, where nobody else can change it in between.
        audit?.About(person.Email, person.Id);
        audit?.Changed(before, edit.Removes ? null : edit.Describe(person));

        // Identity writes back all that it read before, unless the stamp has changed since.
        person.ConcurrencyStamp = PasswordWrites.NewStamp();
        await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
        await (edit.Then?.Invoke(context, person) ?? Task.CompletedTask).ConfigureAwait(false);
        if (wasAdministrator && !await context.HasAdministratorAsync(CancellationToken.None, access.Value.LocalSignIn).ConfigureAwait(false))
        {
            return PersonChange.LastAdministrator;
        }

        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return PersonChange.Done;
    }

    /// <summary>A change to a person.</summary>
    /// <param name="Change">Changes the person.</param>
    /// <param name="Describe">What the audit trail tells of the person before and after.</param>
    /// <param name="Then">What else is changed in the same transaction.</param>
    /// <param name="Removes">Whether nothing is left of the person after it.</param>
    private sealed record Edit(Action<Person> Change, Func<Person, object> Describe, Func<AccessDbContext, Person, Task>? Then = null, bool Removes = false);
}
