using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Startup;

/// <summary>Checks that the certificate files in the section <c>Kestrel</c> exist: Kestrel would report a missing file without its key.</summary>
internal sealed class CertificateFiles(IConfiguration configuration, IHostEnvironment environment) : IValidateOptions<CertificateFiles.Options>
{
    private static readonly string[] Keys = ["Path", "KeyPath"];

    public ValidateOptionsResult Validate(string? name, Options options)
    {
        var kestrel = configuration.GetSection("Kestrel");
        var certificates = kestrel.GetSection("Certificates").GetChildren().Concat(kestrel.GetSection("Endpoints").GetChildren().Select(endpoint => endpoint.GetSection("Certificate")));
        var missing = certificates.SelectMany(certificate => Keys.Select(certificate.GetSection))
            .Where(file => !string.IsNullOrEmpty(file.Value) && !File.Exists(Path.Combine(environment.ContentRootPath, file.Value)))
            .Select(file => $"{file.Path} is '{file.Value}', but must be a file that can be read")
            .ToList();
        return missing.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(missing);
    }

    /// <summary>Holds nothing: Kestrel reads the section itself.</summary>
    internal sealed class Options;
}
