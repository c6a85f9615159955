using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlextMonitor.Hosting.Certificates;

/// <summary>The PEM files of a certificate and its private key, which may be one file.</summary>
/// <param name="Path">The file of the certificate, perhaps followed by its chain.</param>
/// <param name="KeyPath">The file of the private key.</param>
public sealed record PemCertificate(string Path, string KeyPath)
{
    /// <summary>Files that settings name, relative to the content root.</summary>
    /// <param name="contentRoot">The folder that relative paths begin at.</param>
    /// <param name="certificate">The file of the certificate.</param>
    /// <param name="key">The file of the key; empty or <c>null</c> if the certificate's file holds it.</param>
    public static PemCertificate In(string contentRoot, string certificate, string? key = null) =>
        new(System.IO.Path.Combine(contentRoot, certificate), System.IO.Path.Combine(contentRoot, string.IsNullOrEmpty(key) ? certificate : key));

    /// <summary>Whether a failure of the methods here lies in the files.</summary>
    public static bool IsUnusable(Exception failure) => failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;

    /// <summary>
    /// A hash of what the files hold. The time at which a file was written does not tell that it changed: where it is a link, as in a container's secrets, that is the time of the link.
    /// </summary>
    public string Fingerprint() => Convert.ToHexString(SHA256.HashData([.. File.ReadAllBytes(Path), .. File.ReadAllBytes(KeyPath)]));

    /// <summary>Reads the certificate with its key.</summary>
    public X509Certificate2 Load() => X509Certificate2.CreateFromPemFile(Path, KeyPath);

    /// <summary>Reads all certificates of the file: the certificate and its chain.</summary>
    public X509Certificate2Collection LoadChain()
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(Path);
        return chain;
    }
}
