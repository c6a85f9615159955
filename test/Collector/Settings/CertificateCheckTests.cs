using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Tests.Connection;
using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Collector.Tests.Settings;

/// <summary>PEM files are opened when the settings are read, so that a bad one stops the start.</summary>
public sealed class CertificateCheckTests : IDisposable
{
    private readonly Certificates _certificates = new();

    [Fact]
    public void Read_GoodFiles_AreTaken()
    {
        var (certificate, key) = _certificates.Client("monitor");

        Failures(("CaCertificate", _certificates.AuthorityFile), ("ClientCertificate", certificate), ("ClientKey", key)).ShouldBeEmpty();
    }

    [Fact]
    public void Read_CertificateAndKeyInOneFile_AreTaken()
    {
        var (certificate, key) = _certificates.Client("monitor");
        var both = _certificates.Write("both.pem", File.ReadAllText(certificate) + "\n" + File.ReadAllText(key));

        Failures(("ClientCertificate", both)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CaCertificate")]
    [InlineData("ClientCertificate")]
    public void Read_NoSuchFile_IsRefused(string key) =>
        Failures((key, "/not/there.pem")).ShouldHaveSingleItem().ShouldBe($"Daemons:0:{key} is '/not/there.pem', but must be a file that can be read");

    [Fact]
    public void Read_NoSuchKeyFile_IsRefused()
    {
        var (certificate, _) = _certificates.Client("monitor");

        Failures(("ClientCertificate", certificate), ("ClientKey", "/not/there.key"))
            .ShouldHaveSingleItem().ShouldBe("Daemons:0:ClientKey is '/not/there.key', but must be a file that can be read");
    }

    [Fact]
    public void Read_NoCertificateInTheFile_IsRefused()
    {
        var file = _certificates.Write("empty.pem", "nothing of the kind");

        Failures(("CaCertificate", file)).ShouldHaveSingleItem()
            .ShouldStartWith($"Daemons:0:CaCertificate is '{file}', but must be a PEM file with at least one certificate");
    }

    [Fact]
    public void Read_KeyWithoutCertificate_IsRefused()
    {
        var (_, key) = _certificates.Client("monitor");

        Failures(("ClientKey", key)).ShouldHaveSingleItem().ShouldBe($"Daemons:0:ClientKey is '{key}', but must stand beside ClientCertificate, which is missing");
    }

    [Fact]
    public void Read_CertificateWithoutItsKey_IsRefused()
    {
        var (certificate, _) = _certificates.Client("monitor");

        Failures(("ClientCertificate", certificate)).ShouldHaveSingleItem()
            .ShouldStartWith($"Daemons:0:ClientCertificate is '{certificate}', but must be a PEM file with a certificate and its key, or have its key in ClientKey");
    }

    [Fact]
    public void Read_KeyOfAnother_IsRefused()
    {
        var (certificate, _) = _certificates.Client("monitor");
        var (_, key) = _certificates.Client("other");

        Failures(("ClientCertificate", certificate), ("ClientKey", key)).ShouldHaveSingleItem()
            .ShouldStartWith($"Daemons:0:ClientCertificate is '{certificate}', but must be a PEM file with the certificate of the key in {key}");
    }

    public void Dispose() => _certificates.Dispose();

    private static IReadOnlyList<string> Failures(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Daemons:0:Address", "https://127.0.0.1:1")])
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Daemons:0:{setting.Key}", (string?)setting.Value)))
            .Build();
        var reader = new DaemonsReader(configuration.GetSection(DaemonsReader.Section));
        reader.Read();
        return reader.Failures;
    }
}
