using FlextMonitor.Hub.Access.Passwords;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>Checks passwords and creates the first administrator.</summary>
internal sealed class Accounts(UserManager<Person> users, IPasswordHasher<Person> hasher, PasswordThreads threads, PasswordCost cost, AccessDbContext store, TimeProvider time)
{
    private static readonly Person Placeholder = new();
    private static string? _placeholderHash;

    /// <summary>The person with this e-mail address and password who may sign in; <c>null</c> if there is none. Takes the same time either way.</summary>
    /// <param name="email">The e-mail address.</param>
    /// <param name="password">The password.</param>
    /// <param name="isKnown">Whether the caller is known, and so comes first where many sign in at once.</param>
    /// <exception cref="OverloadedException">Too many passwords are being checked.</exception>
    public async Task<Person?> FindAsync(string email, string password, bool isKnown = false)
    {
        // Before the store is asked: a flood of sign-ins must not reach it.
        threads.RefuseIfFull(isKnown);
        var person = await users.FindByEmailAsync(email).ConfigureAwait(false);
        var checkedHash = await threads.RunAsync(() => Check(person, password), isKnown).ConfigureAwait(false);
        if (checkedHash.NewHash is { } hash)
        {
            // Not by UserManager, which would end the person's sessions, and undo what changed of the person since it was read.
            await store.RehashAsync(person!, hash).ConfigureAwait(false);
        }

        return checkedHash.IsRight && !await IsDisabledAsync(person!).ConfigureAwait(false) ? person : null;
    }

    /// <summary>
    /// Tells the audit trail whose address somebody sent. One that nobody has stays out of it: it may be a password that was typed into the wrong field.
    /// </summary>
    public async Task NoteAsync(string email, AuditDetails details)
    {
        var person = await users.FindByEmailAsync(email).ConfigureAwait(false);
        details.By(person?.Email, person?.Id);
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
            var valid = await users.ValidatePasswordAsync(person, password).ConfigureAwait(false);
            if (!valid.Succeeded)
            {
                return valid;
            }

            person.PasswordHash = await threads.RunAsync(() => hasher.HashPassword(person, password), isKnown: true).ConfigureAwait(false);
            return await users.CreateAsync(person).ConfigureAwait(false);
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

    /// <summary>Checks a password. It takes as long for somebody without one: the response time must not reveal which addresses have an account, or an invitation.</summary>
    private (bool IsRight, string? NewHash) Check(Person? person, string password)
    {
        if (person?.PasswordHash is not { } hash)
        {
            _placeholderHash ??= hasher.HashPassword(Placeholder, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(Placeholder, _placeholderHash, password);
            return (false, null);
        }

        var result = hasher.VerifyHashedPassword(person, hash, password);
        if (result == PasswordVerificationResult.Failed)
        {
            cost.Complete(hash, password);
        }

        return (result != PasswordVerificationResult.Failed, result == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(person, password) : null);
    }

    /// <summary>The field that an error of <see cref="CreateAdministratorAsync"/> concerns: <c>Email</c> or <c>Password</c>.</summary>
    public static string FieldOf(IdentityError error) => error.Code.StartsWith("Password", StringComparison.Ordinal) ? "Password" : "Email";
}
