using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;

namespace FlextMonitor.Hosting.Programs;

/// <summary>Explains why a program's server cannot listen, for <see cref="StartFailure.Explain"/>.</summary>
public static class KestrelStartFailure
{
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";
    private const string Urls = "--urls (or ASPNETCORE_URLS) may hold http://host:port or https://host:port, several separated by semicolons";

    /// <summary>The explanation; <c>null</c> if the failure has nothing to do with addresses and certificates.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        IOException { InnerException: AddressInUseException } taken => $"{taken.Message} Stop what listens there, or choose another address with --urls.",
        SocketException refused when IsKestrels(refused) => CannotListen("the given address", refused),
        FormatException { Message: var address } when IsKestrels(failure) && address.StartsWith("Invalid url", StringComparison.Ordinal) => $"{address}. {Urls}",

        // Kestrel's own message for HTTPS without a certificate, or with an unusable one; it names the keys.
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } endpoint => endpoint.Message,
        CryptographicException when IsKestrels(failure) => $"Kestrel:Certificates names a file that cannot be used: {failure.Message}",
        _ => null,
    };

    /// <summary>Whether a failure comes from Kestrel: others have sockets, keys and texts of their own.</summary>
    internal static bool IsKestrels(Exception failure) => failure.PassedThrough(Kestrel);

    /// <summary>As <see cref="Explain"/>, for who knows the setting: the exception does not name the address.</summary>
    internal static string CannotListen(string address, SocketException refused) => $"nothing can listen at {address}: {refused.Message}. {Urls}";
}
