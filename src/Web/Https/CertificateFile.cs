using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlextMonitor.Web.Https;

/// <summary>The files of a certificate and its key, which may be one.</summary>
internal sealed record CertificateFile(string Path, string KeyPath)
{
    /// <summary>When they were written.</summary>
    public (DateTime Certificate, DateTime Key) WrittenAt => (File.GetLastWriteTimeUtc(Path), File.GetLastWriteTimeUtc(KeyPath));

    /// <summary>Those of the settings, relative to the content root.</summary>
    public static CertificateFile Of(HttpsOptions settings, IHostEnvironment environment)
    {
        var key = string.IsNullOrEmpty(settings.CertificateKey) ? settings.Certificate! : settings.CertificateKey;
        return new(System.IO.Path.Combine(environment.ContentRootPath, settings.Certificate!), System.IO.Path.Combine(environment.ContentRootPath, key));
    }

    /// <summary>Whether a failure of <see cref="Load"/> lies in the files.</summary>
    public static bool IsUnusable(Exception failure) => failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;

    /// <summary>Reads the certificate, its chain and its key.</summary>
    public SslStreamCertificateContext Load()
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(Path);
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(Path, KeyPath), chain, offline: true);
    }
}
