namespace FlextMonitor.Hub.Access;

/// <summary>The account that is signed in.</summary>
/// <param name="Email">The e-mail address.</param>
/// <param name="Roles">The roles of the account, out of <c>viewer</c>, <c>operator</c> and <c>admin</c>, in this order.</param>
public sealed record AccountResponse(string Email, IReadOnlyList<string> Roles);
