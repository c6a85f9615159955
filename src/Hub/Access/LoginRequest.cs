using System.ComponentModel.DataAnnotations;

namespace FlextMonitor.Hub.Access;

/// <summary>Signs in.</summary>
/// <param name="Email">The account's e-mail address, at most 256 characters.</param>
/// <param name="Password">Its password, at most 1,024 characters.</param>
public sealed record LoginRequest(
    [property: Required, EmailAddress, StringLength(256)] string? Email,
    [property: Required, StringLength(1024)] string? Password);
