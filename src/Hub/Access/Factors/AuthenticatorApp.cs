namespace FlextMonitor.Hub.Access.Factors;

/// <summary>The authenticator app of one person. <c>TwoFactorEnabled</c> of the person says whether it is in use.</summary>
internal sealed class AuthenticatorApp
{
    /// <summary>The person.</summary>
    public required string UserId { get; init; }

    /// <summary>The secret that is in use, encrypted; <c>null</c> if none is.</summary>
    public byte[]? Secret { get; set; }

    /// <summary>A secret that was shown and not yet confirmed by a code, encrypted; <c>null</c> if there is none.</summary>
    public byte[]? PendingSecret { get; set; }

    /// <summary>The step of the last code that was accepted. Older ones are refused, so that each code works once.</summary>
    public long LastStep { get; set; }
}
