using System.ComponentModel;
using System.Net.Security;
using FlextMonitor.Hosting.Certificates;

namespace FlextMonitor.Web.Https;

/// <summary>The certificate of the addresses that begin with <c>https://</c>; the settings' section <c>Https</c>.</summary>
internal sealed class HttpsOptions
{
    public const string Section = "Https";

    /// <summary>PEM file of the certificate, perhaps followed by its chain; none unless set. A changed file is used without a restart.</summary>
    [Description("PEM file of the certificate and its chain; a changed file is used without a restart (none)")]
    public string? Certificate { get; set; }

    /// <summary>PEM file of its private key; none if <see cref="Certificate"/> holds both.</summary>
    [Description("PEM file of its private key, if the certificate's file does not hold it (none)")]
    public string? CertificateKey { get; set; }

    public bool IsSet => !string.IsNullOrEmpty(Certificate);

    /// <summary>The files, relative to the content root.</summary>
    public PemCertificate Files(IHostEnvironment environment) => PemCertificate.In(environment.ContentRootPath, Certificate!, CertificateKey);

    /// <summary>Reads the certificate with its chain.</summary>
    public static SslStreamCertificateContext Load(PemCertificate files) => SslStreamCertificateContext.Create(files.Load(), files.LoadChain(), offline: true);
}
