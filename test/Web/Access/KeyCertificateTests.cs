using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;

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
        var certificate = await CertificateAsync("keys.pem");
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

    [Fact]
    public async Task Keys_OfAFormerCertificate_AreReadIfTheSettingsNameIt_AndOtherwiseTheHostIsNotReady()
    {
        var (former, certificate) = (await CertificateAsync("former.pem"), await CertificateAsync("keys.pem"));
        var data = Path.Combine(_folder.FullName, "data");
        string token;
        await using (var host = await MonitorHost.StartAsync(settings: [("DataDirectory", data), ("Keys:Certificate", former)]))
        {
            (token, _) = await host.TokensAsync();
        }

        await using (var exchanged = await MonitorHost.StartAsync(settings: [("DataDirectory", data), ("Keys:Certificate", certificate), ("Keys:Former:0", former)]))
        {
            using var service = exchanged.Caller(token);
            (await service.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await using var without = await MonitorHost.StartAsync(settings: [("DataDirectory", data), ("Keys:Certificate", certificate)]);
        using var caller = without.Caller();
        await Eventually.GetAsync(
            () => BodyAsync(caller, Routes.HealthReady), body => body.Contains("cannot be decrypted. Add the certificate that was in use before to Keys:Former.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_ThatAreGone_CloseTheAuthenticatorApp_ButNotTheRecoveryCodes()
    {
        var data = Path.Combine(_folder.FullName, "data");
        AuthenticatorClient app;
        string recoveryCode;
        await using (var host = await MonitorHost.StartAsync(settings: [("DataDirectory", data)]))
        {
            using var administrator = await host.ServiceAsync();
            app = new AuthenticatorClient(await (await administrator.PostAsync($"{Routes.TwoFactor}/begin", null, Cancelled)).ReadAsync());
            using var confirmed = await administrator.PostAsJsonAsync($"{Routes.TwoFactor}/confirm", new { code = app.Code(TimeProvider.System.GetUtcNow()) }, Cancelled);
            recoveryCode = (string)(await confirmed.ReadAsync())["recoveryCodes"]![0]!;
        }

        Directory.Delete(Path.Combine(data, "keys"), recursive: true);
        await using var again = await MonitorHost.StartAsync(settings: [("DataDirectory", data)]);

        (await SignInAsync(again, app.Code(TimeProvider.System.GetUtcNow().AddSeconds(30)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInAsync(again, recoveryCode)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Start_WithAFormerCertificateThatIsNone_IsRefusedWithTheKey()
    {
        var missing = Path.Combine(_folder.FullName, "missing.pem");

        var program = await InProcessProgram.RunAsync(("Keys:Former:0", missing));

        program.Code.ShouldBe(1);
        program.Errors.ShouldHaveSingleItem().ShouldContain($"Keys:Former:0 is '{missing}', but must be a PEM file with an RSA certificate and, in the same file, its private key: ");
    }

    private static async Task<HttpStatusCode> SignInAsync(MonitorHost host, string code)
    {
        using var caller = host.Caller();
        using var answer = await caller.PostAsJsonAsync(Routes.Login, new { email = MonitorHost.AdminEmail, password = MonitorHost.Password, twoFactorCode = code }, Cancelled);
        return answer.StatusCode;
    }

    /// <summary>The body of an answer of any status.</summary>
    private static async Task<string> BodyAsync(HttpClient caller, string path)
    {
        using var answer = await caller.GetAsync(path, Cancelled);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }

    /// <summary>Writes a new certificate with its key into one file.</summary>
    private async Task<string> CertificateAsync(string name)
    {
        var file = Path.Combine(_folder.FullName, name);
        using var rsa = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=keys", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(file, made.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem(), Cancelled);
        return file;
    }
}
