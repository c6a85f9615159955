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

    /// <summary>By the provider.</summary>
    public const string Provider = "provider";

    /// <summary>By the provider, which says that it checked several factors.</summary>
    public const string ProviderTwoFactor = "provider-two-factor";

    /// <summary>With a link of <c>reset-admin</c>, where passwords open nothing.</summary>
    public const string ResetAdmin = "reset-admin";

    /// <summary>The methods that are open where e-mail, password and passkey are not.</summary>
    public static readonly string[] NotLocal = [Provider, ProviderTwoFactor, ResetAdmin];

    /// <summary>Whether a method proves two factors by itself.</summary>
    public static bool HasTwoFactors(string? method) => method is TwoFactor or Passkey or ProviderTwoFactor;

    /// <summary>Whether a provider signed the person in.</summary>
    public static bool IsByProvider(string? method) => method is Provider or ProviderTwoFactor;
}
