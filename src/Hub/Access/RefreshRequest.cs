using System.ComponentModel.DataAnnotations;

namespace FlextMonitor.Hub.Access;

/// <summary>The body of an exchange of a refresh token.</summary>
/// <param name="RefreshToken">The token from the sign-in or from the last exchange, at most 8,192 characters.</param>
public sealed record RefreshRequest([property: Required, StringLength(8192)] string? RefreshToken)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(RefreshRequest);
}
