using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Settings;

/// <summary>Looks, before the start, for the files of the certificates that the section <c>Kestrel</c> names: their absence would else be told without the key.</summary>
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

    /// <summary>Holds nothing: what is checked is Kestrel's to read.</summary>
    internal sealed class Options;
}
