using System.ComponentModel.DataAnnotations;

namespace FlextMonitor.Hub.Access;

/// <summary>Signs in.</summary>
/// <param name="Email">The account's e-mail address, at most 256 characters.</param>
/// <param name="Password">Its password, at most 1,024 characters.</param>
public sealed record LoginRequest(
    [property: Required, EmailAddress, StringLength(AdminOptions.LongestEmail)] string? Email,
    [property: Required, StringLength(AdminOptions.LongestPassword)] string? Password)
{
    /// <summary>The kind of request alone: what it holds must reach no log.</summary>
    public override string ToString() => nameof(LoginRequest);
}
