namespace FlextMonitor.Hub.Access.Providers;

/// <summary>A session for which the provider is to be asked.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="IsOpen">Whether its rights are to be confirmed; if not, it has ended, and its refresh token is of no use any more.</param>
/// <param name="PersonId">Whose it is.</param>
/// <param name="Issuer">The provider that knows the person.</param>
/// <param name="Subject">The person's id there.</param>
/// <param name="RefreshToken">The refresh token, encrypted.</param>
/// <param name="NeedsIdToken">Whether an ID token named the roles at the sign-in.</param>
/// <param name="DueAt">Since when it is due or, once a process has taken it, until when that process has it to itself (UTC).</param>
internal sealed record DueSession(string SessionId, bool IsOpen, string PersonId, string Issuer, string Subject, string RefreshToken, bool NeedsIdToken, DateTimeOffset DueAt)
{
    /// <summary>Only the session, so that no secret reaches a log.</summary>
    public override string ToString() => $"{nameof(DueSession)} {SessionId}";
}
