using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlextMonitor.Web.Tests.Https;

/// <summary>Makes certificates of a test's own.</summary>
internal static class PemCertificate
{
    /// <summary>Writes a new certificate and its key into one file each.</summary>
    /// <returns>The certificate's thumbprint.</returns>
    public static async Task<string> WriteAsync(string certificateFile, string keyFile, string name = "monitor.example")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        return certificate.Thumbprint;
    }
}
