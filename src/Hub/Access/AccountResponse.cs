namespace FlextMonitor.Hub.Access;

/// <summary>Who is signed in.</summary>
/// <param name="Email">The e-mail address; the name of the token for a service.</param>
/// <param name="Roles">The highest role for any daemon, and those that it includes, out of <c>viewer</c>, <c>operator</c> and <c>admin</c>, in this order.</param>
/// <param name="Sources">The daemons that may be seen, in ordinal order; <c>null</c> means all.</param>
/// <param name="OperatesSources">The daemons whose runs may be started and cancelled, in ordinal order; <c>null</c> means all.</param>
public sealed record AccountResponse(string Email, IReadOnlyList<string> Roles, IReadOnlyList<string>? Sources, IReadOnlyList<string>? OperatesSources);
