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
        _time.Advance(ServerCertificate.Period);

        served.Current().TargetCertificate.Thumbprint.ShouldBe(second);
    }

    [Fact]
    public async Task Current_AfterALinkToTheFolderChanged_IsTheNewOne()
    {
        var (before, after) = (_folder.CreateSubdirectory("before"), _folder.CreateSubdirectory("after"));
        var first = await PemCertificate.WriteAsync(Path.Combine(before.FullName, "host.pem"), Path.Combine(before.FullName, "host.key"));
        var second = await PemCertificate.WriteAsync(Path.Combine(after.FullName, "host.pem"), Path.Combine(after.FullName, "host.key"));
        var data = Path.Combine(_folder.FullName, "data");
        Directory.CreateSymbolicLink(data, before.FullName);
        File.CreateSymbolicLink(Certificate, Path.Combine(data, "host.pem"));
        File.CreateSymbolicLink(Key, Path.Combine(data, "host.key"));
        var served = Create();
        served.Current().TargetCertificate.Thumbprint.ShouldBe(first);

        // As a container engine exchanges a secret: the links to the files stay.
        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, after.FullName);
        _time.Advance(ServerCertificate.Period);

        served.Current().TargetCertificate.Thumbprint.ShouldBe(second);
    }

    [Fact]
    public async Task Current_WhileAFileIsMissing_StaysTheOneBefore()
    {
        var first = await PemCertificate.WriteAsync(Certificate, Key);
        var served = Create();
        served.Current();

        File.Delete(Key);
        _time.Advance(ServerCertificate.Period);

        served.Current().TargetCertificate.Thumbprint.ShouldBe(first);
    }

    [Fact]
    public async Task Current_WhileTheFilesCannotBeUsed_StaysTheOneBefore_AndIsLogged()
    {
        var first = await PemCertificate.WriteAsync(Certificate, Key);
        var served = Create();
        served.Current();

        await File.WriteAllTextAsync(Certificate, "garbage", Cancelled);
        _time.Advance(ServerCertificate.Period);
        served.Current().TargetCertificate.Thumbprint.ShouldBe(first);
        _time.Advance(ServerCertificate.Period);
        served.Current().TargetCertificate.Thumbprint.ShouldBe(first);
        var entry = _log.Entries.Single(entry => entry.Level == LogLevel.Error);
        var second = await PemCertificate.WriteAsync(Certificate, Key);
        _time.Advance(ServerCertificate.Period);

        entry.Message.ShouldStartWith($"The certificate in {Certificate} cannot be used, and the one before stays in use: ");
        served.Current().TargetCertificate.Thumbprint.ShouldBe(second);
    }

    [Fact]
    public async Task Current_OfAFileWithItsChain_HasTheIntermediateCertificate()
    {
        var intermediate = await PemCertificate.WriteChainAsync(Certificate, Key);

        Create().Current().IntermediateCertificates.ShouldHaveSingleItem().Thumbprint.ShouldBe(intermediate);
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

    private ServerCertificate Create() => new(
        Options.Create(new HttpsOptions { Certificate = Certificate, CertificateKey = Key }), new HostingEnvironment { ContentRootPath = _folder.FullName }, _time, _log.For<ServerCertificate>());
}
