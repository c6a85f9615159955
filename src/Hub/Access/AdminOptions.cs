using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>The first administrator, from the settings' section <c>Admin</c>. Has no effect if an administrator already exists.</summary>
public sealed class AdminOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Admin";

    /// <summary>Longest e-mail address, in characters.</summary>
    public const int LongestEmail = 256;

    /// <summary>Shortest password, in characters.</summary>
    public const int ShortestPassword = 12;

    /// <summary>Longest password, in characters.</summary>
    public const int LongestPassword = 1024;

    /// <summary>The e-mail address to sign in with, at most <see cref="LongestEmail"/> characters, without white space; none unless set.</summary>
    [Description("e-mail address of the first administrator (a set-up link is printed instead)")]
    public string? Email { get; set; }

    /// <summary>
    /// The password, <see cref="ShortestPassword"/> to <see cref="LongestPassword"/> characters, not all of them white space; none unless set.
    /// </summary>
    [Description("password of the first administrator, 12 to 1024 characters; secret")]
    public string? Password { get; set; }

    /// <summary>Whether both the address and the password are set.</summary>
    public bool IsSet => !string.IsNullOrEmpty(Email) && !string.IsNullOrEmpty(Password);

    /// <summary>Accepts exactly what a sign-in accepts, so that the administrator can sign in.</summary>
    internal sealed class Validation : IValidateOptions<AdminOptions>
    {
        public ValidateOptionsResult Validate(string? name, AdminOptions options)
        {
            if (string.IsNullOrEmpty(options.Email) && string.IsNullOrEmpty(options.Password))
            {
                return ValidateOptionsResult.Success;
            }

            if (!IsAddress(options.Email))
            {
                return ValidateOptionsResult.Fail(
                    $"{Section}:{nameof(Email)} is '{options.Email}', but must be an e-mail address where {Section}:{nameof(Password)} is set, at most {LongestEmail} characters and no white space in it");
            }

            return options.Password?.Length is >= ShortestPassword and <= LongestPassword && !string.IsNullOrWhiteSpace(options.Password)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{Section}:{nameof(Password)} holds {options.Password?.Length ?? 0} characters, but must have at least {ShortestPassword} and at most {LongestPassword}, not all of them white space");
        }

        private static bool IsAddress(string? email) =>
            email?.Length is > 0 and <= LongestEmail && new OneLineAttribute { WithoutSpaces = true }.IsValid(email) && new EmailAddressAttribute().IsValid(email);
    }
}
