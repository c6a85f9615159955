using FlextMonitor.Hub.Access.Factors;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>What came of an e-mail address and a password, and perhaps a code.</summary>
/// <param name="Outcome">What it was.</param>
/// <param name="Person">Who it is, if everything was right; else <c>null</c>.</param>
internal sealed record PasswordCheck(PasswordOutcome Outcome, Person? Person = null)
{
    /// <summary>Whether nothing was wrong so far. A missing code is no guess, so it does not count as a failed attempt.</summary>
    public bool IsPassed => Outcome is PasswordOutcome.Right or PasswordOutcome.CodeMissing;

    /// <summary>Tells the audit trail that the password was right, and the code is missing or wrong.</summary>
    public void Describe(AuditDetails details)
    {
        if (Outcome is PasswordOutcome.CodeMissing or PasswordOutcome.CodeWrong)
        {
            details.Changed(null, new { Code = Outcome == PasswordOutcome.CodeMissing ? "missing" : "wrong" });
        }
    }

    /// <summary>The answer to a caller who is not let in.</summary>
    public IResult Refuse() => Outcome switch
    {
        PasswordOutcome.CodeMissing => CodeNeeded("A code of the authenticator app, or a recovery code, is needed: send the same again with twoFactorCode."),
        PasswordOutcome.CodeWrong => CodeNeeded("The code is wrong, has expired, or was used already."),
        _ => Results.Problem("The e-mail address or the password is wrong.", statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in"),
    };

    /// <summary>Checks password and code. Only a caller who knows the password learns whether a code is needed.</summary>
    public static async Task<PasswordCheck> RunAsync(Accounts accounts, SecondFactor factor, string email, string password, string? code, bool isKnown)
    {
        if (await accounts.FindAsync(email, password, isKnown).ConfigureAwait(false) is not { } person)
        {
            return new PasswordCheck(PasswordOutcome.Wrong);
        }

        if (!person.TwoFactorEnabled)
        {
            return new PasswordCheck(PasswordOutcome.Right, person);
        }

        return string.IsNullOrWhiteSpace(code) ? new PasswordCheck(PasswordOutcome.CodeMissing)
            : await factor.TryUseAsync(person.Id, code).ConfigureAwait(false) ? new PasswordCheck(PasswordOutcome.Right, person)
            : new PasswordCheck(PasswordOutcome.CodeWrong);
    }

    private static IResult CodeNeeded(string detail) => Results.Problem(
        detail, statusCode: StatusCodes.Status401Unauthorized, title: "Second factor needed", extensions: [new("requiresTwoFactor", true)]);
}

/// <summary>What came of the check of a password.</summary>
internal enum PasswordOutcome
{
    /// <summary>The address, the password or both are wrong, or the person may not sign in.</summary>
    Wrong,

    /// <summary>The password is right, and the person has a second factor that was not sent.</summary>
    CodeMissing,

    /// <summary>The password is right, and the code is not.</summary>
    CodeWrong,

    /// <summary>Everything is right.</summary>
    Right,
}
