using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlextMonitor.Collector.Settings;

/// <summary>Reads certificates from PEM files.</summary>
internal static class PemFiles
{
    /// <summary>Whether an exception means that a file cannot be read or does not hold what it should, such as while it is being replaced.</summary>
    public static bool IsUnreadable(Exception exception) =>
        exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException;

    /// <summary>The certificates in a file, in its order; never empty.</summary>
    /// <exception cref="CryptographicException">The file holds no certificate, or a broken one.</exception>
    public static X509Certificate2Collection Authorities(string path)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(path);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("it holds no certificate");
    }

    /// <summary>A certificate with its private key.</summary>
    /// <exception cref="CryptographicException">The certificate or the key is missing or broken, or they do not match.</exception>
    public static X509Certificate2 Client(string certificatePath, string? keyPath)
    {
        using var read = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);

        // Windows cannot use a key that was only read from PEM: https://github.com/dotnet/runtime/issues/23749
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }
}
