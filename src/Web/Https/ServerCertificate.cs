using System.Net.Security;
using FlextMonitor.Hosting.Certificates;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Https;

/// <summary>The certificate of the settings, read again when one of its files changes. Files that cannot be used leave the one before in use.</summary>
internal sealed partial class ServerCertificate(IOptions<HttpsOptions> options, IHostEnvironment environment, TimeProvider time, ILogger<ServerCertificate> logger)
{
    /// <summary>How often the files are looked at, at most.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private SslStreamCertificateContext? _current;
    private string? _fingerprint;
    private string? _unusable;
    private long _checkedAt;

    /// <summary>The certificate and its chain.</summary>
    public SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            if (_current is null || time.GetElapsedTime(_checkedAt) >= Period)
            {
                _checkedAt = time.GetTimestamp();
                Refresh(options.Value);
            }

            return _current!;
        }
    }

    private void Refresh(HttpsOptions settings)
    {
        try
        {
            var files = settings.Files(environment);
            var fingerprint = files.Fingerprint();
            if (_current is null || fingerprint != _fingerprint)
            {
                _current = HttpsOptions.Load(files);
                _fingerprint = fingerprint;
                Log.Loaded(logger, _current.TargetCertificate.Subject, _current.TargetCertificate.NotAfter.ToUniversalTime());
            }

            _unusable = null;
        }
        catch (Exception failure) when (_current is not null && PemCertificate.IsUnusable(failure))
        {
            // Perhaps only one of two files has changed yet: tried again after the period.
            if (failure.Message != _unusable)
            {
                _unusable = failure.Message;
                Log.Unusable(logger, settings.Certificate!, failure.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3021, LogLevel.Information, "Serving HTTPS with the certificate of {Subject}, valid until {Until:u}")]
        public static partial void Loaded(ILogger logger, string subject, DateTime until);

        [LoggerMessage(3022, LogLevel.Error, "The certificate in {File} cannot be used, and the one before stays in use: {Reason}")]
        public static partial void Unusable(ILogger logger, string file, string reason);
    }
}
