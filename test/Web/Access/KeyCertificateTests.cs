using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>The keys of cookies and tokens, encrypted with a certificate.</summary>
public sealed class KeyCertificateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("key-certificate-test-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Keys_WithACertificate_LieEncrypted_AndSessionsSurviveARestart()
    {
        var certificate = Path.Combine(_folder.FullName, "keys.pem");
        using (var rsa = RSA.Create(2048))
        {
            var now = TimeProvider.System.GetUtcNow();
            using var made = new CertificateRequest("CN=keys", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            await File.WriteAllTextAsync(certificate, made.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem(), Cancelled);
        }

        var data = Path.Combine(_folder.FullName, "data");
        string token;
        await using (var host = await MonitorHost.StartAsync(settings: [("DataDirectory", data), ("Keys:Certificate", certificate)]))
        {
            (token, _) = await host.TokensAsync();
            var key = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(data, "keys")).ShouldHaveSingleItem(), Cancelled);
            key.ShouldContain("EncryptedData");
            key.ShouldNotContain("<masterKey");
        }

        await using var again = await MonitorHost.StartAsync(settings: [("DataDirectory", data), ("Keys:Certificate", certificate)]);
        using var service = again.Caller(token);
        (await service.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
