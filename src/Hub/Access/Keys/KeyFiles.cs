using System.Xml;
using System.Xml.Linq;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access.Keys;

/// <summary>
/// The files of the keys that protect cookies and tokens. One that cannot be read is left out, because without that no cookie at all could be read or written. What it
/// protected opens nothing, and the process is not ready until the file is gone or mended.
/// </summary>
internal sealed partial class KeyFiles(DataDirectory data, ILoggerFactory loggers) : FileSystemXmlRepository(data.Subdirectory("keys"), loggers), IHealthCheck
{
    private readonly ILogger _logger = loggers.CreateLogger<KeyFiles>();

    public override IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = new List<XElement>();
        foreach (var file in Files())
        {
            if (TryRead(file, out var failure) is { } element)
            {
                elements.Add(element);
            }
            else
            {
                Log.Unreadable(_logger, failure, file.FullName);
            }
        }

        return elements;
    }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var unreadable = Files().Count(file => TryRead(file, out _) is null);
        return Task.FromResult(unreadable == 0
            ? HealthCheckResult.Healthy("The keys can be read.")
            : HealthCheckResult.Unhealthy($"{unreadable} file(s) of the keys cannot be read. Who has a cookie or token of theirs must sign in again. The log names the files."));
    }

    private IEnumerable<FileInfo> Files() => Directory.Exists ? Directory.EnumerateFiles("*.xml") : [];

    private static XElement? TryRead(FileInfo file, out Exception? failure)
    {
        try
        {
            failure = null;
            using var stream = file.OpenRead();
            var element = XElement.Load(stream);
            return element.Name.LocalName is "key" or "revocation" ? element : null;
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            failure = exception;
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2067, LogLevel.Error, "The file {File} holds no key that can be read, and is left out. Restore it from a backup, or remove it")]
        public static partial void Unreadable(ILogger logger, Exception? exception, string file);
    }
}
