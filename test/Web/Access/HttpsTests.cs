using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Under HTTPS, with a certificate of the test's own.</summary>
public sealed class HttpsTests(HttpsTests.HttpsHost https) : IClassFixture<HttpsTests.HttpsHost>
{
    private const string Name = "monitor.example";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_WithCookies_SetsOneThatIsSecureAndOfThisHostAlone()
    {
        using var caller = Caller();

        using var answer = await LoginAsync(caller);

        var cookie = answer.SessionCookie();
        cookie.ShouldStartWith($"__Host-flextmonitor-{caller.BaseAddress!.Port}=");
        cookie.Split("; ")[1..].Where(part => !part.StartsWith("expires=", StringComparison.Ordinal)).ShouldBe(["path=/", "secure", "samesite=lax", "httponly"], ignoreOrder: true);
    }

    [Fact]
    public async Task Cookie_UnderItsPlainName_OpensNothing()
    {
        using var caller = Caller();
        using var login = await LoginAsync(caller);
        var cookie = login.Header("Set-Cookie")!.Split(';')[0];

        (await GetAsync(caller, Routes.Me, cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(caller, Routes.Me, cookie.Replace("__Host-", "", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Logout_TakesTheCookieAwayUnderItsName()
    {
        using var caller = Caller();
        using var login = await LoginAsync(caller);
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.Logout);
        request.Headers.Add("Cookie", login.Header("Set-Cookie")!.Split(';')[0]);
        request.Headers.Add("Origin", caller.BaseAddress!.GetLeftPart(UriPartial.Authority));

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Header("Set-Cookie")!.ShouldStartWith($"__Host-flextmonitor-{caller.BaseAddress!.Port}=; expires=Thu, 01 Jan 1970");
        answer.Header("Set-Cookie")!.ShouldContain("secure");
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/")]
    [InlineData("/api/stats/")]
    [InlineData("/assets/app-1a2b.js")]
    public async Task Any_Answer_AsksForHttpsFromThenOn(string path)
    {
        using var caller = Caller();

        using var answer = await caller.GetAsync(path, Cancelled);

        answer.Header("Strict-Transport-Security").ShouldBe("max-age=31536000; includeSubDomains");
    }

    [Fact]
    public async Task Answer_ToABodyThatCannotBeRead_AsksForHttpsToo()
    {
        using var caller = Caller();

        using var answer = await caller.PostAsync(Routes.Login, new StringContent("{", Encoding.UTF8, "application/json"), Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Header("Strict-Transport-Security").ShouldBe("max-age=31536000; includeSubDomains");
    }

    [Fact]
    public async Task Any_AnswerOnPlainHttp_DoesNotAskForHttps()
    {
        await using var host = await MonitorHost.StartAsync();
        using var caller = host.Caller();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login") { Headers = { Host = Name } };

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Strict-Transport-Security").ShouldBeNull();
    }

    private static Task<HttpResponseMessage> LoginAsync(HttpClient caller) =>
        caller.PostAsJsonAsync($"{Routes.Login}?useCookies=true", new { email = MonitorHost.AdminEmail, password = MonitorHost.Password }, Cancelled);

    private static Task<HttpResponseMessage> GetAsync(HttpClient caller, string path, string cookie)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        return caller.SendAsync(request, Cancelled);
    }

    /// <summary>One who knows the host by its name and trusts the test's certificate; loopback names are left out of HSTS.</summary>
    private HttpClient Caller()
    {
        var port = new Uri(https.Host.Address).Port;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { https.Certificate },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri($"https://{Name}:{port}") };
    }

    /// <summary>One host for all these tests, with a certificate of its own.</summary>
    public sealed class HttpsHost : IAsyncLifetime
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("https-test-");
        private X509Certificate2? _certificate;
        private MonitorHost? _host;

        public MonitorHost Host => _host ?? throw new InvalidOperationException("The host has not been started.");

        public X509Certificate2 Certificate => _certificate ?? throw new InvalidOperationException("The certificate has not been made.");

        public async ValueTask InitializeAsync()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(Name);
            request.CertificateExtensions.Add(names.Build());
            var now = TimeProvider.System.GetUtcNow();
            _certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            var (certificate, privateKey) = (Path.Combine(_folder.FullName, "host.pem"), Path.Combine(_folder.FullName, "host.key"));
            await File.WriteAllTextAsync(certificate, _certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(privateKey, key.ExportPkcs8PrivateKeyPem());
            _host = await MonitorHost.StartAsync(settings:
                [("urls", "https://127.0.0.1:0"), ("Kestrel:Certificates:Default:Path", certificate), ("Kestrel:Certificates:Default:KeyPath", privateKey)]);
        }

        public async ValueTask DisposeAsync()
        {
            if (_host is not null)
            {
                await _host.DisposeAsync();
            }

            _certificate?.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
