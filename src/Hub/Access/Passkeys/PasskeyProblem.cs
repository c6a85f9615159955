namespace FlextMonitor.Hub.Access.Passkeys;

/// <summary>Why a person can add no passkey at an address.</summary>
/// <param name="Code">One of the constants here, for programs.</param>
/// <param name="Text">The reason as a sentence, with what an administrator can do.</param>
internal sealed record PasskeyProblem(string Code, string Text)
{
    /// <summary>The address has a number in place of a host name.</summary>
    public const string NeedsHostName = "needs-host-name";

    /// <summary>The address is plain HTTP.</summary>
    public const string NeedsHttps = "needs-https";

    /// <summary>The request came by another address than <c>PublicUrl</c>.</summary>
    public const string OtherAddress = "other-address";

    /// <summary>The person has as many passkeys as one may have.</summary>
    public const string TooMany = "too-many";
}
