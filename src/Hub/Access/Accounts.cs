using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>Looks people up and creates the first administrator.</summary>
internal sealed class Accounts(UserManager<IdentityUser> users, RoleManager<IdentityRole> roles, IPasswordHasher<IdentityUser> hasher, AccessDbContext store)
{
    private static readonly IdentityUser Nobody = new();
    private static string? _nobodysHash;

    /// <summary>The user of an e-mail address and password; null where there is none, after the same work.</summary>
    public async Task<IdentityUser?> FindAsync(string email, string password)
    {
        var user = await users.FindByEmailAsync(email).ConfigureAwait(false);
        if (user is null)
        {
            // The time an answer takes must not tell who has an account.
            _nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
            return null;
        }

        return await users.CheckPasswordAsync(user, password).ConfigureAwait(false) ? user : null;
    }

    public async Task<bool> HasAdministratorAsync() => (await users.GetUsersInRoleAsync(Roles.Admin).ConfigureAwait(false)).Count > 0;

    /// <summary>Creates the roles that are missing.</summary>
    public async Task EnsureRolesAsync()
    {
        foreach (var role in Roles.All)
        {
            if (!await roles.RoleExistsAsync(role).ConfigureAwait(false))
            {
                Require(await roles.CreateAsync(new IdentityRole(role)).ConfigureAwait(false));
            }
        }
    }

    /// <summary>Creates somebody with every role.</summary>
    /// <returns>What is wrong with the address or the password, where it failed.</returns>
    public async Task<IdentityResult> CreateAdministratorAsync(string email, string password)
    {
        // Both or neither: an account without roles would keep the address taken.
        await using var transaction = await store.Database.BeginTransactionAsync().ConfigureAwait(false);
        var user = new IdentityUser { UserName = email, Email = email, EmailConfirmed = true };
        var created = await users.CreateAsync(user, password).ConfigureAwait(false);
        if (created.Succeeded)
        {
            Require(await users.AddToRolesAsync(user, Roles.All).ConfigureAwait(false));
            await transaction.CommitAsync().ConfigureAwait(false);
        }

        return created;
    }

    /// <summary>What an error of <see cref="CreateAdministratorAsync"/> is about: <c>Email</c> or <c>Password</c>.</summary>
    public static string FieldOf(IdentityError error) => error.Code.StartsWith("Password", StringComparison.Ordinal) ? "Password" : "Email";

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
        }
    }
}
