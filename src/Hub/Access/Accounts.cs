using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>Looks people up and creates the first administrator.</summary>
internal sealed class Accounts(UserManager<IdentityUser> users, RoleManager<IdentityRole> roles, IPasswordHasher<IdentityUser> hasher, AccessDbContext store)
{
    private static readonly IdentityUser PlaceholderUser = new();
    private static string? _placeholderHash;

    /// <summary>The user with this e-mail address and password; <c>null</c> if there is none. Takes the same time either way.</summary>
    public async Task<IdentityUser?> FindAsync(string email, string password)
    {
        var user = await users.FindByEmailAsync(email).ConfigureAwait(false);
        if (user is null)
        {
            // The response time must not reveal which addresses have an account.
            _placeholderHash ??= hasher.HashPassword(PlaceholderUser, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(PlaceholderUser, _placeholderHash, password);
            return null;
        }

        return await users.CheckPasswordAsync(user, password).ConfigureAwait(false) ? user : null;
    }

    public async Task<bool> HasAdministratorAsync() => (await users.GetUsersInRoleAsync(Roles.Admin).ConfigureAwait(false)).Count > 0;

    /// <summary>Creates the roles that are missing. Several processes may do so at once.</summary>
    public async Task EnsureRolesAsync()
    {
        foreach (var role in Roles.All)
        {
            if (!await roles.RoleExistsAsync(role).ConfigureAwait(false))
            {
                await CreateRoleAsync(role).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Creates a user with every role.</summary>
    /// <returns>If it failed, what is wrong with the address or the password.</returns>
    public async Task<IdentityResult> CreateAdministratorAsync(string email, string password)
    {
        // One transaction: if adding the roles failed, an account without roles would block the address.
        await using var transaction = await store.Database.BeginTransactionAsync().ConfigureAwait(false);
        try
        {
            var user = new IdentityUser { UserName = email, Email = email, EmailConfirmed = true };
            var created = await users.CreateAsync(user, password).ConfigureAwait(false);
            if (created.Succeeded)
            {
                Require(await users.AddToRolesAsync(user, Roles.All).ConfigureAwait(false));
                await transaction.CommitAsync().ConfigureAwait(false);
            }

            return created;
        }
        catch (DbUpdateException)
        {
            await transaction.RollbackAsync().ConfigureAwait(false);
            store.ChangeTracker.Clear();
            if (await users.FindByEmailAsync(email).ConfigureAwait(false) is null)
            {
                throw;
            }

            // Somebody else has created the account since Identity looked for it.
            return IdentityResult.Failed(users.ErrorDescriber.DuplicateEmail(email));
        }
    }

    /// <summary>The field that an error of <see cref="CreateAdministratorAsync"/> concerns: <c>Email</c> or <c>Password</c>.</summary>
    public static string FieldOf(IdentityError error) => error.Code.StartsWith("Password", StringComparison.Ordinal) ? "Password" : "Email";

    private async Task CreateRoleAsync(string role)
    {
        try
        {
            var created = await roles.CreateAsync(new IdentityRole(role)).ConfigureAwait(false);
            if (!created.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.DuplicateRoleName)))
            {
                Require(created);
            }
        }
        catch (DbUpdateException)
        {
            // Another process that starts may have created it since Identity looked for it.
            store.ChangeTracker.Clear();
            if (!await roles.RoleExistsAsync(role).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
        }
    }
}
