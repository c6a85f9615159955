using System.Net.Security;
using System.Net.Sockets;
using FlextMonitor.Testing;
using FlextMonitor.Web.Https;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Https;

/// <summary>The certificate of <c>Https:Certificate</c>, and its renewal.</summary>
public sealed class ServerCertificateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("server-certificate-test-");
    private readonly FakeTimeProvider _time = new();
    private readonly RecordedLog _log = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Certificate => Path.Combine(_folder.FullName, "host.pem");

    private string Key => Path.Combine(_folder.FullName, "host.key");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Current_AfterTheFilesChanged_IsTheNewOne_WithoutARestart()
    {
        var first = await PemCertificate.WriteAsync(Certificate, Key);
        var served = Create();
        served.Current().TargetCertificate.Thumbprint.ShouldBe(first);

        var second = await PemCertificate.WriteAsync(Certificate, Key);
        Touch();
        _time.Advance(ServerCertificate.Period);

        served.Current().TargetCertificate.Thumbprint.ShouldBe(second);
    }

    [Fact]
    public async Task Current_WhileTheFilesCannotBeUsed_StaysTheOneBefore_AndIsLogged()
    {
        var first = await PemCertificate.WriteAsync(Certificate, Key);
        var served = Create();
        served.Current();

        await File.WriteAllTextAsync(Certificate, "garbage", Cancelled);
        Touch();
        _time.Advance(ServerCertificate.Period);
        served.Current().TargetCertificate.Thumbprint.ShouldBe(first);
        var entry = _log.Entries.Single(entry => entry.Level == LogLevel.Error);
        var second = await PemCertificate.WriteAsync(Certificate, Key);
        Touch();
        _time.Advance(ServerCertificate.Period);

        entry.Message.ShouldStartWith($"The certificate in {Certificate} cannot be used, and the one before stays in use: ");
        served.Current().TargetCertificate.Thumbprint.ShouldBe(second);
    }

    [Fact]
    public async Task Host_WithTheSetting_ServesHttpsWithIt()
    {
        var thumbprint = await PemCertificate.WriteAsync(Certificate, Key);
        await using var host = await MonitorHost.StartAsync(settings: [("urls", "https://127.0.0.1:0"), ("Https:Certificate", Certificate), ("Https:CertificateKey", Key)]);
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", new Uri(host.Address).Port, Cancelled);
        string? presented = null;

        await using var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: true, (_, certificate, _, _) =>
        {
            presented = certificate?.GetCertHashString();
            return presented == thumbprint;
        });
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "monitor.example" }, Cancelled);

        presented.ShouldBe(thumbprint);
    }

    /// <summary>Makes the files seem younger: a file system may tell times apart by seconds only.</summary>
    private void Touch()
    {
        foreach (var file in new[] { Certificate, Key })
        {
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddMinutes(_time.GetUtcNow().Minute + 5));
        }
    }

    private ServerCertificate Create() => new(
        Options.Create(new HttpsOptions { Certificate = Certificate, CertificateKey = Key }), new HostingEnvironment { ContentRootPath = _folder.FullName }, _time, _log.For<ServerCertificate>());
}
