using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlextMonitor.Collector.Tests.Connection;

/// <summary>A test's own certificate authority and the certificates that it issued, as files.</summary>
internal sealed class Certificates : IDisposable
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);
    private static readonly DateTimeOffset To = From.AddDays(10);

    private readonly string _directory = Directory.CreateTempSubdirectory("certificates-test-").FullName;
    private readonly List<IDisposable> _made = [];

    public Certificates()
    {
        var key = Kept(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Authority = Kept(request.CreateSelfSigned(From, To));
        AuthorityFile = Write("ca.pem", Authority.ExportCertificatePem());
    }

    public X509Certificate2 Authority { get; }

    public string AuthorityFile { get; }

    /// <summary>A server certificate for 127.0.0.1, with its key.</summary>
    public X509Certificate2 Server()
    {
        var (certificate, key) = Issue("CN=daemon");
        using var both = certificate.CopyWithPrivateKey(key);
        return Kept(X509CertificateLoader.LoadPkcs12(both.Export(X509ContentType.Pkcs12), null));
    }

    /// <summary>A client certificate and its key, each in a file.</summary>
    public (string Certificate, string Key) Client(string name)
    {
        var (certificate, key) = Issue($"CN={name}");
        return (Write($"{name}.pem", certificate.ExportCertificatePem()), Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    public string Write(string name, string content)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose()
    {
        _made.ForEach(made => made.Dispose());
        Directory.Delete(_directory, recursive: true);
    }

    private (X509Certificate2 Certificate, ECDsa Key) Issue(string subject)
    {
        var key = Kept(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return (Kept(request.Create(Authority, From, To, RandomNumberGenerator.GetBytes(8))), key);
    }

    private T Kept<T>(T made)
        where T : IDisposable
    {
        _made.Add(made);
        return made;
    }
}
