using System.ComponentModel;

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
}
