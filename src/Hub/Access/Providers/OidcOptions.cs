using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>The OpenID Connect provider that people sign in with; the settings' section <c>Oidc</c>.</summary>
public sealed class OidcOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Oidc";

    private const int LongestName = 64;

    /// <summary>The provider's address, such as <c>https://login.example/realms/work</c>; without it there is no provider.</summary>
    [Description("address of the OpenID Connect provider that people sign in with, such as https://login.example (none)")]
    public string? Authority { get; set; }

    /// <summary>The id by which the provider knows the monitor.</summary>
    [Description("id by which the provider knows the monitor")]
    public string? ClientId { get; set; }

    /// <summary>The secret of that id; a public client has none.</summary>
    [Description("secret of that id, if the provider gave one; secret")]
    public string? ClientSecret { get; set; }

    /// <summary>The provider's name on the sign-in page; the host of <see cref="Authority"/> unless set.</summary>
    [Description("name of the provider on the sign-in page (its host)")]
    public string? Name { get; set; }

    /// <summary>What is asked for, separated by spaces. Without <c>offline_access</c>, or what the provider has instead, a session lasts no longer than <see cref="Unconfirmed"/>.</summary>
    [Description("scopes to ask for, separated by spaces (openid profile email offline_access)")]
    public string Scopes { get; set; } = "openid profile email offline_access";

    /// <summary>The claim that names roles or groups: one value or a list. A path such as <c>realm_access.roles</c> reads within an object.</summary>
    [Description("claim with roles or groups, such as groups or realm_access.roles (roles)")]
    public string RoleClaim { get; set; } = RoleMapping.DefaultClaim;

    /// <summary>The claim that names the daemons to which viewers and operators are limited; all daemons unless set.</summary>
    [Description("claim with the daemons that viewers and operators are limited to; * in it means all (all daemons)")]
    public string? SourcesClaim { get; set; }

    /// <summary>The values of <see cref="RoleClaim"/> that give each role.</summary>
    public ProviderRoles Roles { get; set; } = new();

    /// <summary>The role of those whose claim gives none, one of <see cref="Access.Roles.All"/>; they are refused unless set.</summary>
    [Description("role of people whose claim gives none: viewer, operator or admin (they are refused)")]
    public string? DefaultRole { get; set; }

    /// <summary>How long rights go on that the provider does not confirm, because it cannot be reached, 5 min to 1 day; default 15 min. The session ends then.</summary>
    [Description("how long rights go on while the provider cannot be reached, 5 min to 1 day (00:15:00)")]
    public TimeSpan Unconfirmed { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether people can sign in with a provider.</summary>
    internal bool IsSet => !string.IsNullOrEmpty(Authority);

    /// <summary>What the button on the sign-in page calls the provider; <c>null</c> without one.</summary>
    internal string? Label => !IsSet ? null : string.IsNullOrWhiteSpace(Name) ? new Uri(Authority!).Host : Name;

    /// <summary>Reads roles and daemons from claims.</summary>
    internal RoleMapping Mapping => new(RoleClaim, SourcesClaim, Roles, DefaultRole);

    /// <summary>The scopes, one by one.</summary>
    internal string[] ScopeList => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal sealed class Validation : IValidateOptions<OidcOptions>
    {
        private static readonly TimeSpan LeastUnconfirmed = TimeSpan.FromMinutes(5);
        private static readonly TimeSpan MostUnconfirmed = TimeSpan.FromDays(1);

        public ValidateOptionsResult Validate(string? name, OidcOptions options)
        {
            var failures = (options.IsSet ? OfProvider(options) : WithoutProvider(options)).Concat(OfRights(options)).OfType<string>().ToList();
            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }

        private static IEnumerable<string?> WithoutProvider(OidcOptions options)
        {
            if (!string.IsNullOrEmpty(options.ClientId))
            {
                yield return $"{Section}:{nameof(ClientId)} is '{options.ClientId}', but has no effect without {Section}:{nameof(Authority)}";
            }
        }

        private static IEnumerable<string?> OfProvider(OidcOptions options)
        {
            yield return ProviderAddress.Problem($"{Section}:{nameof(Authority)}", options.Authority!);
            yield return string.IsNullOrWhiteSpace(options.ClientId)
                ? $"{Section}:{nameof(ClientId)} is missing, but must be the id by which the provider at {Section}:{nameof(Authority)} knows the monitor"
                : null;
            yield return RoleMapping.ProblemOfNone(Section, options.Roles, options.RoleClaim, options.DefaultRole);
        }

        private static IEnumerable<string?> OfRights(OidcOptions options)
        {
            yield return RoleMapping.Problem(Section, options.RoleClaim, options.DefaultRole);
            yield return options.ScopeList.Contains("openid") ? null : $"{Section}:{nameof(Scopes)} is '{options.Scopes}', but must contain openid";
            yield return options.Name?.Length > LongestName ? $"{Section}:{nameof(Name)} is '{options.Name}', but must have at most {LongestName} characters" : null;
            yield return options.Unconfirmed >= LeastUnconfirmed && options.Unconfirmed <= MostUnconfirmed
                ? null
                : $"{Section}:{nameof(Unconfirmed)} is '{options.Unconfirmed}', but must be a time as d.hh:mm:ss, such as 00:15:00, from {LeastUnconfirmed} to {MostUnconfirmed}";
        }
    }
}
