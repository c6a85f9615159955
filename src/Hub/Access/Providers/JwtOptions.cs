using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>The provider whose tokens services bring; the settings' section <c>Jwt</c>.</summary>
public sealed class JwtOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Jwt";

    /// <summary>The provider's address, such as <c>https://login.example/realms/work</c>; without it, no such tokens are accepted.</summary>
    [Description("address of the provider whose tokens (JWT) services bring, such as https://login.example (none)")]
    public string? Authority { get; set; }

    /// <summary>The audience that a token must name: the monitor.</summary>
    [Description("audience that such a token must name, such as flextmonitor")]
    public string? Audience { get; set; }

    /// <summary>The type that a token must have, its header <c>typ</c>, such as <c>at+jwt</c> (RFC 9068); any unless set.</summary>
    [Description("type (typ) that such a token must have, such as at+jwt (any)")]
    public string? TokenType { get; set; }

    /// <summary>The claim that names roles: one value or a list. A path such as <c>realm_access.roles</c> reads within an object.</summary>
    [Description("claim with roles, such as roles or realm_access.roles (roles)")]
    public string RoleClaim { get; set; } = RoleMapping.DefaultClaim;

    /// <summary>The claim that names the daemons to which viewers and operators are limited; all daemons unless set.</summary>
    [Description("claim with the daemons that viewers and operators are limited to; * in it means all (all daemons)")]
    public string? SourcesClaim { get; set; }

    /// <summary>The values of <see cref="RoleClaim"/> that give each role.</summary>
    public ProviderRoles Roles { get; set; } = new();

    /// <summary>Whether services can bring tokens of a provider.</summary>
    internal bool IsSet => !string.IsNullOrEmpty(Authority);

    /// <summary>Reads roles and daemons from claims.</summary>
    internal RoleMapping Mapping => new(RoleClaim, SourcesClaim, Roles, defaultRole: null);

    internal sealed class Validation(IConfiguration configuration) : IValidateOptions<JwtOptions>
    {
        public ValidateOptionsResult Validate(string? name, JwtOptions options)
        {
            var failures = (options.IsSet ? OfProvider(options) : WithoutProvider(options)).Append(RoleMapping.Problem(Section, options.RoleClaim, defaultRole: null)).OfType<string>().ToList();
            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }

        // Browsers keep ID tokens, and other programs log them.
        private bool IsOfPeople(JwtOptions options) =>
            options.Audience == configuration[$"{OidcOptions.Section}:{nameof(OidcOptions.ClientId)}"]
            && options.Authority?.TrimEnd('/') == configuration[$"{OidcOptions.Section}:{nameof(OidcOptions.Authority)}"]?.TrimEnd('/');

        private static IEnumerable<string?> WithoutProvider(JwtOptions options)
        {
            if (!string.IsNullOrEmpty(options.Audience))
            {
                yield return $"{Section}:{nameof(Audience)} is '{options.Audience}', but has no effect without {Section}:{nameof(Authority)}";
            }
        }

        private IEnumerable<string?> OfProvider(JwtOptions options)
        {
            yield return ProviderAddress.Problem($"{Section}:{nameof(Authority)}", options.Authority!);
            yield return string.IsNullOrWhiteSpace(options.Audience)
                ? $"{Section}:{nameof(Audience)} is missing, but must be the audience that the tokens of {Section}:{nameof(Authority)} name for the monitor"
                : null;
            yield return RoleMapping.ProblemOfNone(Section, options.Roles, options.RoleClaim, defaultRole: null);
            yield return IsOfPeople(options)
                ? $"{Section}:{nameof(Audience)} is '{options.Audience}', but must not be {OidcOptions.Section}:{nameof(OidcOptions.ClientId)} of the same provider: the ID tokens of people would open the API"
                : null;
        }
    }
}
