using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access.Passwords;

/// <summary>Validates a new password. Identity does that only together with hashing it, which belongs on the threads for passwords.</summary>
internal static class PasswordValidation
{
    /// <summary>What is wrong with the password, by all validators; a success if nothing.</summary>
    public static async Task<IdentityResult> ValidatePasswordAsync(this UserManager<Person> users, Person person, string password)
    {
        var errors = new List<IdentityError>();
        foreach (var validator in users.PasswordValidators)
        {
            errors.AddRange((await validator.ValidateAsync(users, person, password).ConfigureAwait(false)).Errors);
        }

        return errors.Count == 0 ? IdentityResult.Success : IdentityResult.Failed([.. errors]);
    }
}
