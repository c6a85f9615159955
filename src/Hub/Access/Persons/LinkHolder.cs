namespace FlextMonitor.Hub.Access.Persons;

/// <summary>Whose password a one-time link sets.</summary>
/// <param name="Email">The person's e-mail address.</param>
/// <param name="ExpiresAt">When the link expires (UTC).</param>
/// <param name="IsExpired">Whether that is over.</param>
internal sealed record LinkHolder(string Email, DateTimeOffset ExpiresAt, bool IsExpired);
