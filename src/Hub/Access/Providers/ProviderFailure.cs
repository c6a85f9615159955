using System.Net.Sockets;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Tells why a provider did not answer as it should.</summary>
internal static class ProviderFailure
{
    /// <summary>What the sign-in page says of a failure, one of <see cref="SignInRefusals"/>.</summary>
    public static string RefusalOf(Exception? failure) => IsUnreachable(failure) ? SignInRefusals.Unreachable : SignInRefusals.Failed;

    /// <summary>Whether the provider cannot be reached, or does not answer in time.</summary>
    private static bool IsUnreachable(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException or SocketException or IOException or TimeoutException)
            {
                return true;
            }
        }

        return false;
    }
}
