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

    /// <summary>Writes a certificate that an intermediate one has issued, followed by that one, and the key.</summary>
    /// <returns>The thumbprint of the intermediate certificate.</returns>
    public static async Task<string> WriteChainAsync(string certificateFile, string keyFile)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Authority("root", rootKey).CreateSelfSigned(now.AddDays(-3), now.AddDays(3));
        using var intermediateKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = Authority("intermediate", intermediateKey).Create(root, now.AddDays(-2), now.AddDays(2), [1]);
        using var intermediate = issued.CopyWithPrivateKey(intermediateKey);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=monitor.example", key, HashAlgorithmName.SHA256).Create(intermediate, now.AddDays(-1), now.AddDays(1), [2]);
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(certificateFile, $"{certificate.ExportCertificatePem()}\n{issued.ExportCertificatePem()}");
        return issued.Thumbprint;
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request;
    }
}
