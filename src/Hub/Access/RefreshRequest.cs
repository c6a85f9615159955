using System.ComponentModel.DataAnnotations;

namespace FlextMonitor.Hub.Access;

/// <summary>Exchanges a refresh token.</summary>
/// <param name="RefreshToken">As a sign-in or the last exchange gave it.</param>
public sealed record RefreshRequest([property: Required, StringLength(8192)] string? RefreshToken)
{
    /// <summary>The kind of request alone: what it holds must reach no log.</summary>
    public override string ToString() => nameof(RefreshRequest);
}
