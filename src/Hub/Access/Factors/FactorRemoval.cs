using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access.Factors;

/// <summary>Takes all factors of a person away except for the password, and ends the sessions.</summary>
internal sealed class FactorRemoval(UserManager<Person> users, SecondFactor factor, Sessions sessions)
{
    /// <summary>Removes them.</summary>
    /// <returns>Whether there is such a person.</returns>
    public async Task<bool> RemoveAsync(string personId)
    {
        if (await users.FindByIdAsync(personId).ConfigureAwait(false) is not { } person)
        {
            return false;
        }

        foreach (var passkey in await users.GetPasskeysAsync(person).ConfigureAwait(false))
        {
            await users.RemovePasskeyAsync(person, passkey.CredentialId).ConfigureAwait(false);
        }

        await factor.RemoveAsync(personId).ConfigureAwait(false);
        await sessions.EndAllAsync(personId, except: null, SessionEndReason.EndedByOther).ConfigureAwait(false);
        return true;
    }
}
