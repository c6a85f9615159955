using System.ComponentModel;
using System.Security.Cryptography.X509Certificates;
using FlextMonitor.Hosting.Certificates;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Keys;

/// <summary>How the keys that protect cookies and tokens lie on the disk; the settings' section <c>Keys</c>. Paths are relative to the content root.</summary>
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

    /// <summary>PEM files of earlier certificates with their private keys, with which keys are read that they encrypted. Empty by default.</summary>
    [Description("list of PEM files of earlier certificates with their private keys: what they encrypted can still be read (none)")]
    public IList<string> Former { get; init; } = [];

    internal bool IsSet => !string.IsNullOrEmpty(Certificate);

    /// <summary>Reads the certificate; <c>null</c> if none is set.</summary>
    internal X509Certificate2? Load(string contentRoot) => IsSet ? PemCertificate.In(contentRoot, Certificate!, CertificateKey).Load() : null;

    /// <summary>Reads all certificates, the one for new keys among them.</summary>
    internal IEnumerable<X509Certificate2> LoadAll(string contentRoot)
    {
        if (Load(contentRoot) is { } certificate)
        {
            yield return certificate;
        }

        foreach (var former in Former)
        {
            yield return PemCertificate.In(contentRoot, former).Load();
        }
    }

    internal sealed class Validation(IHostEnvironment environment) : IValidateOptions<KeyOptions>
    {
        public ValidateOptionsResult Validate(string? name, KeyOptions options)
        {
            if (!options.IsSet && !string.IsNullOrEmpty(options.CertificateKey))
            {
                return ValidateOptionsResult.Fail($"{Section}:{nameof(CertificateKey)} is '{options.CertificateKey}', but has no effect without {Section}:{nameof(Certificate)}");
            }

            List<string> failures = [.. options.Former.Index().Select(former => Problem(
                $"{Section}:{nameof(Former)}:{former.Index}", former.Item, "in the same file, its private key", PemCertificate.In(environment.ContentRootPath, former.Item))).OfType<string>()];
            if (options.IsSet
                && Problem(
                    $"{Section}:{nameof(Certificate)}",
                    options.Certificate!,
                    $"there or in {Section}:{nameof(CertificateKey)}, its private key",
                    PemCertificate.In(environment.ContentRootPath, options.Certificate!, options.CertificateKey)) is { } problem)
            {
                failures.Insert(0, problem);
            }

            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }

        private static string? Problem(string key, string value, string privateKey, PemCertificate files)
        {
            try
            {
                using var certificate = files.Load();
                using var rsa = certificate.GetRSAPrivateKey();
                return rsa is null ? Refusal("its key is no RSA key") : null;
            }
            catch (Exception failure) when (PemCertificate.IsUnusable(failure))
            {
                return Refusal(failure.Message);
            }

            string Refusal(string cause) => $"{key} is '{value}', but must be a PEM file with an RSA certificate and, {privateKey}: {cause}";
        }
    }
}
