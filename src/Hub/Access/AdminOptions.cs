using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>The first administrator, from the settings' section <c>Admin</c>. Of no effect where there is an administrator already.</summary>
public sealed class AdminOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Admin";

    /// <summary>Shortest password, in characters.</summary>
    public const int ShortestPassword = 8;

    /// <summary>The e-mail address to sign in with; none unless set.</summary>
    public string? Email { get; set; }

    /// <summary>The password, at least <see cref="ShortestPassword"/> characters; none unless set.</summary>
    public string? Password { get; set; }

    /// <summary>Whether both are there.</summary>
    public bool IsSet => !string.IsNullOrEmpty(Email) && !string.IsNullOrEmpty(Password);

    internal sealed class Validation : IValidateOptions<AdminOptions>
    {
        public ValidateOptionsResult Validate(string? name, AdminOptions options)
        {
            if (string.IsNullOrEmpty(options.Email) && string.IsNullOrEmpty(options.Password))
            {
                return ValidateOptionsResult.Success;
            }

            if (!new EmailAddressAttribute().IsValid(options.Email) || string.IsNullOrEmpty(options.Email))
            {
                return ValidateOptionsResult.Fail($"{Section}:{nameof(Email)} is '{options.Email}', but must be an e-mail address where {Section}:{nameof(Password)} is set");
            }

            return options.Password?.Length >= ShortestPassword
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{Section}:{nameof(Password)} holds {options.Password?.Length ?? 0} characters, but must have at least {ShortestPassword}");
        }
    }
}
