using System.ComponentModel;
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

    internal sealed class Validation : IValidateOptions<AccessOptions>
    {
        public ValidateOptionsResult Validate(string? name, AccessOptions options) =>
            string.IsNullOrEmpty(options.TwoFactorFrom) || Roles.All.Contains(options.TwoFactorFrom)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{Section}:{nameof(TwoFactorFrom)} is '{options.TwoFactorFrom}', but must be one of {string.Join(", ", Roles.All)}");
    }
}
