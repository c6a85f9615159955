namespace FlextMonitor.Hub.Access;

/// <summary>How people sign in.</summary>
internal static class SignInMethods
{
    /// <summary>With e-mail address and password.</summary>
    public const string Password = "password";

    /// <summary>With e-mail address, password and a code.</summary>
    public const string TwoFactor = "two-factor";

    /// <summary>With a passkey, which stands for two factors.</summary>
    public const string Passkey = "passkey";

    /// <summary>Whether a method proves two factors by itself.</summary>
    public static bool HasTwoFactors(string? method) => method is TwoFactor or Passkey;
}
