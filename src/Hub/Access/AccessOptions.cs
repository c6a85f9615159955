using System.ComponentModel;
using FlextMonitor.Hub.Access.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>How people sign in; the settings' section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Access";

    /// <summary>The least role that needs two factors, one of <see cref="Roles.All"/>; none unless set. Those who lack the second one may only set it up.</summary>
    [Description("least role that needs two factors: viewer, operator or admin (none)")]
    public string? TwoFactorFrom { get; set; }

    /// <summary>Whether people may sign in with e-mail and password, or a passkey; default true. If not, the provider of <see cref="OidcOptions"/> alone signs them in.</summary>
    [Description("whether people may sign in with e-mail and password or a passkey, besides the provider (true)")]
    public bool LocalSignIn { get; set; } = true;

    /// <summary>
    /// Whether a code of an authenticator app is accepted for its 30 s alone; default false: for 30 s before and after too, because clocks differ and typing takes time.
    /// </summary>
    [Description("whether a code of an authenticator app is accepted for its 30 s alone, and not for 30 s before and after (false)")]
    public bool StrictCodes { get; set; }

    /// <summary>Whether somebody with these rights needs two factors.</summary>
    internal bool NeedsSecondFactor(Rights rights) => TwoFactorFrom is { Length: > 0 } role && rights.Include(role);

    internal sealed class Validation(IConfiguration configuration) : IValidateOptions<AccessOptions>
    {
        private const string ProviderKey = $"{OidcOptions.Section}:{nameof(OidcOptions.Authority)}";

        public ValidateOptionsResult Validate(string? name, AccessOptions options)
        {
            if (!string.IsNullOrEmpty(options.TwoFactorFrom) && !Roles.All.Contains(options.TwoFactorFrom))
            {
                return ValidateOptionsResult.Fail($"{Section}:{nameof(TwoFactorFrom)} is '{options.TwoFactorFrom}', but must be one of {string.Join(", ", Roles.All)}");
            }

            return options.LocalSignIn || !string.IsNullOrEmpty(configuration[ProviderKey])
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{Section}:{nameof(LocalSignIn)} is 'false', but must be true without {ProviderKey}: nobody could sign in");
        }
    }
}
