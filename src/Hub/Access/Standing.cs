namespace FlextMonitor.Hub.Access;

/// <summary>What a caller's credentials are good for at one moment.</summary>
/// <param name="Rights">What they permit; nothing if they are not valid.</param>
/// <param name="End">Why they are not valid any more; <c>null</c> if they are.</param>
public sealed record Standing(Rights Rights, CredentialsEnd? End = null)
{
    internal static Standing Ended(CredentialsEnd reason) => new(Rights.None, reason);
}
