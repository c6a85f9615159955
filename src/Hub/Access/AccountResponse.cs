namespace FlextMonitor.Hub.Access;

/// <summary>Who is signed in.</summary>
/// <param name="Email">The e-mail address.</param>
/// <param name="Roles">Each of <c>viewer</c>, <c>operator</c>, <c>admin</c> that the account has, least first.</param>
public sealed record AccountResponse(string Email, IReadOnlyList<string> Roles);
