using FlextMonitor.Hosting.Certificates;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Https;

/// <summary>Reads the certificate before anything listens.</summary>
internal sealed class CertificateValidation(IHostEnvironment environment) : IValidateOptions<HttpsOptions>
{
    private const string Certificate = $"{HttpsOptions.Section}:{nameof(HttpsOptions.Certificate)}";
    private const string Key = $"{HttpsOptions.Section}:{nameof(HttpsOptions.CertificateKey)}";

    public ValidateOptionsResult Validate(string? name, HttpsOptions options)
    {
        if (!options.IsSet)
        {
            return string.IsNullOrEmpty(options.CertificateKey)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{Key} is '{options.CertificateKey}', but has no effect without {Certificate}");
        }

        try
        {
            HttpsOptions.Load(options.Files(environment));
            return ValidateOptionsResult.Success;
        }
        catch (Exception failure) when (PemCertificate.IsUnusable(failure))
        {
            return ValidateOptionsResult.Fail($"{Certificate} is '{options.Certificate}', but must be a PEM file with a certificate and, there or in {Key}, its private key: {failure.Message}");
        }
    }
}
