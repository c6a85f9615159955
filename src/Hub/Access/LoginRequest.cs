using System.ComponentModel.DataAnnotations;

namespace FlextMonitor.Hub.Access;

/// <summary>The body of a sign-in.</summary>
/// <param name="Email">The account's e-mail address, at most 256 characters.</param>
/// <param name="Password">Its password, at most 1,024 characters.</param>
/// <param name="TwoFactorCode">A code of the authenticator app, or a recovery code; needed if two-factor is on, which an answer 401 with <c>requiresTwoFactor</c> says.</param>
public sealed record LoginRequest(
    [property: Required, EmailAddress, OneLine(WithoutSpaces = true), StringLength(AdminOptions.LongestEmail)] string? Email,
    [property: Required, StringLength(AdminOptions.LongestPassword)] string? Password,
    [property: StringLength(LoginRequest.LongestCode)] string? TwoFactorCode = null)
{
    internal const int LongestCode = 64;

    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(LoginRequest);
}
