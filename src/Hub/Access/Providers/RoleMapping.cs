using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Works out from claims what somebody may do. The highest role counts.</summary>
/// <param name="roleClaim">The claim with roles or groups.</param>
/// <param name="sourcesClaim">The claim with daemons; <c>null</c> or empty means that nobody is limited.</param>
/// <param name="roles">The values that give each role.</param>
/// <param name="defaultRole">The role without any of those; none if <c>null</c> or empty.</param>
internal sealed class RoleMapping(string roleClaim, string? sourcesClaim, ProviderRoles roles, string? defaultRole)
{
    /// <summary>The claim that is read unless the settings name another.</summary>
    public const string DefaultClaim = "roles";

    private const string AllSources = "*";

    private readonly (string Role, string[] Values)[] _roles = [.. roles.Values().Reverse()];

    /// <summary>What the claims permit; empty if nothing.</summary>
    public IReadOnlyList<Grant> GrantsOf(ProviderClaims claims)
    {
        var values = claims.Values(roleClaim);
        var role = Array.Find(_roles, role => role.Values.Intersect(values, StringComparer.Ordinal).Any()).Role ?? defaultRole;
        return string.IsNullOrEmpty(role) ? [] : GrantsOf(role, claims);
    }

    /// <summary>Whether claims name what this reads: a role, a group or a daemon, known here or not.</summary>
    public bool IsNamedBy(ProviderClaims claims) => claims.Values(roleClaim).Count > 0 || (!string.IsNullOrEmpty(sourcesClaim) && claims.Values(sourcesClaim).Count > 0);

    /// <summary>How many daemons are left out because the claims name more than <see cref="GrantList.MostSources"/>.</summary>
    public int SourcesBeyondLimit(ProviderClaims claims) =>
        string.IsNullOrEmpty(sourcesClaim) ? 0 : Math.Max(0, claims.Values(sourcesClaim).Count(SourceNames.IsOfDaemon) - GrantList.MostSources);

    /// <summary>What is wrong with the settings of a provider that name no role, as a sentence; <c>null</c> if they name one.</summary>
    /// <remarks>There are no values by default: a group <c>admin</c> of a provider that serves many programs is often another program's.</remarks>
    public static string? ProblemOfNone(string section, ProviderRoles roles, string roleClaim, string? defaultRole) => roles.Values().Any(role => role.Values.Length > 0) || !string.IsNullOrEmpty(defaultRole)
        ? null
        : $"{string.Join(", ", Roles.All.Select(role => $"{section}:Roles:{role}"))} are all missing, but one of them must say which values of the claim '{roleClaim}' give a role";

    /// <summary>What is wrong with a provider's settings of roles, as a sentence; <c>null</c> if they can be used.</summary>
    public static string? Problem(string section, string roleClaim, string? defaultRole) =>
        string.IsNullOrWhiteSpace(roleClaim) ? $"{section}:RoleClaim is '{roleClaim}', but must be the name of a claim, such as groups"
        : !string.IsNullOrEmpty(defaultRole) && !Roles.All.Contains(defaultRole) ? $"{section}:DefaultRole is '{defaultRole}', but must be one of {string.Join(", ", Roles.All)}"
        : null;

    private Grant[] GrantsOf(string role, ProviderClaims claims)
    {
        if (role == Roles.Admin || string.IsNullOrEmpty(sourcesClaim))
        {
            return [new Grant(role, [])];
        }

        var sources = claims.Values(sourcesClaim);
        if (sources.Contains(AllSources))
        {
            return [new Grant(role, [])];
        }

        // An empty list in a grant would mean all daemons.
        string[] named = [.. sources.Where(SourceNames.IsOfDaemon).Order(StringComparer.Ordinal).Take(GrantList.MostSources)];
        return named.Length == 0 ? [] : [new Grant(role, named)];
    }
}
