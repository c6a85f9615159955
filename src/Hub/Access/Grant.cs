namespace FlextMonitor.Hub.Access;

/// <summary>A role for some daemons, or for all. A person or a token may have several.</summary>
/// <param name="Role">One of <see cref="Roles.All"/>. <c>admin</c> is for all daemons.</param>
/// <param name="Sources">The names of the daemons; empty means all, also those to come.</param>
public sealed record Grant(string Role, IReadOnlyList<string> Sources);
