using FlextMonitor.Hub.Access.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>Checks passwords and creates the first administrator.</summary>
internal sealed class Accounts(UserManager<Person> users, IPasswordHasher<Person> hasher, AccessDbContext store, TimeProvider time)
{
    private static readonly Person Placeholder = new();
    private static string? _placeholderHash;

    /// <summary>The person with this e-mail address and password who may sign in; <c>null</c> if there is none. Takes the same time either way.</summary>
    public async Task<Person?> FindAsync(string email, string password)
    {
        var person = await users.FindByEmailAsync(email).ConfigureAwait(false);
        if (person?.PasswordHash is null)
        {
            // The response time must not reveal which addresses have an account, or an invitation.
            _placeholderHash ??= hasher.HashPassword(Placeholder, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(Placeholder, _placeholderHash, password);
            return null;
        }

        var result = hasher.VerifyHashedPassword(person, person.PasswordHash, password);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            // Not by UserManager, which would end the person's sessions, and undo what changed of the person since it was read.
            await store.RehashAsync(person, hasher.HashPassword(person, password)).ConfigureAwait(false);
        }

        return result != PasswordVerificationResult.Failed && !await IsDisabledAsync(person).ConfigureAwait(false) ? person : null;
    }

    /// <summary>Whether somebody can sign in who may administer.</summary>
    public Task<bool> HasAdministratorAsync() => store.HasAdministratorAsync(CancellationToken.None);

    /// <summary>Creates a person who may do everything.</summary>
    /// <returns>If it failed, what is wrong with the address or the password.</returns>
    public async Task<IdentityResult> CreateAdministratorAsync(string email, string password)
    {
        try
        {
            var person = new Person { UserName = email, Email = email, EmailConfirmed = true, Grants = [new Grant(Roles.Admin, [])], CreatedAt = time.GetUtcNow() };
            return await users.CreateAsync(person, password).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            store.ChangeTracker.Clear();
            if (await users.FindByEmailAsync(email).ConfigureAwait(false) is null)
            {
                throw;
            }

            // Somebody else has created the account since Identity looked for it.
            return IdentityResult.Failed(users.ErrorDescriber.DuplicateEmail(email));
        }
    }

    // Read again: the person may have been disabled while the password was checked.
    private Task<bool> IsDisabledAsync(Person person) => store.Users.AnyAsync(current => current.Id == person.Id && current.DisabledAt != null);

    /// <summary>The field that an error of <see cref="CreateAdministratorAsync"/> concerns: <c>Email</c> or <c>Password</c>.</summary>
    public static string FieldOf(IdentityError error) => error.Code.StartsWith("Password", StringComparison.Ordinal) ? "Password" : "Email";
}
