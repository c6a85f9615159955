using System.ComponentModel;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Keys;

/// <summary>How the keys that protect cookies and tokens lie on the disk; the settings' section <c>Keys</c>.</summary>
public sealed class KeyOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Keys";

    /// <summary>PEM file of an RSA certificate with which new keys are encrypted; none unless set. Then only the mode of the files protects them.</summary>
    [Description("PEM file of an RSA certificate that encrypts the keys in the data folder (none)")]
    public string? Certificate { get; set; }

    /// <summary>PEM file of its private key; none if <see cref="Certificate"/> holds both.</summary>
    [Description("PEM file of its private key, if the certificate's file does not hold it (none)")]
    public string? CertificateKey { get; set; }

    /// <summary>Reads the certificate; <c>null</c> if none is set.</summary>
    internal X509Certificate2? Load() => string.IsNullOrEmpty(Certificate) ? null : X509Certificate2.CreateFromPemFile(Certificate, string.IsNullOrEmpty(CertificateKey) ? null : CertificateKey);

    internal sealed class Validation : IValidateOptions<KeyOptions>
    {
        public ValidateOptionsResult Validate(string? name, KeyOptions options)
        {
            if (string.IsNullOrEmpty(options.Certificate) && !string.IsNullOrEmpty(options.CertificateKey))
            {
                return ValidateOptionsResult.Fail($"{Section}:{nameof(CertificateKey)} is '{options.CertificateKey}', but has no effect without {Section}:{nameof(Certificate)}");
            }

            try
            {
                using var certificate = options.Load();
                using var key = certificate?.GetRSAPrivateKey();
                return certificate is null || key is not null ? ValidateOptionsResult.Success : Refuse(options, "its key is no RSA key");
            }
            catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                return Refuse(options, failure.Message);
            }
        }

        private static ValidateOptionsResult Refuse(KeyOptions options, string cause) => ValidateOptionsResult.Fail(
            $"{Section}:{nameof(Certificate)} is '{options.Certificate}', but must be a PEM file with an RSA certificate and, there or in {Section}:{nameof(CertificateKey)}, its private key: {cause}");
    }
}
