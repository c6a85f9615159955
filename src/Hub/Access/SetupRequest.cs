using System.ComponentModel.DataAnnotations;

namespace FlextMonitor.Hub.Access;

/// <summary>The body of the request that creates the first administrator.</summary>
/// <param name="Secret">The part after <c>#</c> of the link that the first start prints.</param>
/// <param name="Email">The e-mail address to sign in with, at most 256 characters.</param>
/// <param name="Password">The password, 12 to 1,024 characters.</param>
public sealed record SetupRequest(
    [property: Required, StringLength(256)] string? Secret,
    [property: Required, EmailAddress, OneLine(WithoutSpaces = true), StringLength(AdminOptions.LongestEmail)] string? Email,
    [property: Required, StringLength(AdminOptions.LongestPassword, MinimumLength = AdminOptions.ShortestPassword)] string? Password)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(SetupRequest);
}
