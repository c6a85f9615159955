namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Checks the address of a provider. Over plain HTTP anyone in between could let in whom they like.</summary>
internal static class ProviderAddress
{
    /// <summary>What is wrong with an address that a setting holds, as a sentence; <c>null</c> if it may be used.</summary>
    public static string? Problem(string key, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https" or "http", UserInfo: "", Query: "", Fragment: "" }
        && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback)
            ? null
            : $"{key} is '{Shown(address)}', but must be an address such as https://login.example, without user, query and fragment; http:// only for this machine itself";

    /// <summary>Whether metadata may come over plain HTTP.</summary>
    public static bool IsPlain(string address) => new Uri(address).Scheme == Uri.UriSchemeHttp;

    private static string Shown(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0
        ? address.Replace(uri.UserInfo, "…", StringComparison.Ordinal)
        : address;
}
