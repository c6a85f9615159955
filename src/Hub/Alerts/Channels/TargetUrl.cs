using System.Diagnostics.CodeAnalysis;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Reads the address that a channel calls.</summary>
internal static class TargetUrl
{
    private const int Longest = 2000;

    /// <summary>What is allowed, as the end of a sentence.</summary>
    public const string Allowed = "must be an address that begins with https:// or http://, has no user name or password in it, and has at most 2000 characters";

    /// <summary>Reads an address; false if a channel cannot call it.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text is { Length: <= Longest } ? text : null, UriKind.Absolute, out url) && url is { Scheme: "https" or "http", UserInfo: "" };
}
