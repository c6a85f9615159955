namespace FlextMonitor.Contracts;

/// <summary>
/// Codes of errors that a program must distinguish. The text of such a <c>HubException</c> begins with the code in square brackets:
/// <c>[not-found] Daemon 'prod': …</c>.
/// </summary>
public static class HubErrorCodes
{
    /// <summary>The daemon does not have the requested object.</summary>
    public const string NotFound = "not-found";

    /// <summary>A log that cannot be had now, but may be later: its daemon is down, its connection failed, or as many logs are open as is allowed.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The text of an error with its code.</summary>
    /// <param name="code">One of the constants of this class.</param>
    /// <param name="text">A sentence for a person.</param>
    public static string Prefix(string code, string text) => $"[{code}] {text}";
}
