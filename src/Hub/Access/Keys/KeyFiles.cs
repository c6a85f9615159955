using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Linq;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Keys;

/// <summary>
/// The files of the keys that protect cookies and tokens. A file that holds no key is left out, because without that no cookie at all could be read or written. What it
/// protected opens nothing, and the process is not ready until the file is gone or mended. Nothing is left out that may be readable later, or that revokes keys.
/// </summary>
internal sealed partial class KeyFiles(DataDirectory data, IOptions<KeyOptions> options, ILoggerFactory loggers) : FileSystemXmlRepository(data.Subdirectory("keys"), loggers), IKeyRepository
{
    private readonly ILogger _logger = loggers.CreateLogger<KeyFiles>();
    private readonly ConcurrentDictionary<string, bool> _logged = new(StringComparer.Ordinal);
    private bool _hasLoggedPlain;

    /// <inheritdoc/>
    /// <exception cref="IOException">A file cannot be read now. Keys that were read before stay in use.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    /// <exception cref="XmlException">A revocation cannot be understood: without it, revoked keys would be valid again.</exception>
    public override IReadOnlyCollection<XElement> GetAllElements()
    {
        List<XElement> elements = [.. Files().Select(Read).OfType<XElement>()];
        var plain = elements.Count(KeyElement.IsPlain);
        if (plain > 0 && options.Value.IsSet && !Interlocked.Exchange(ref _hasLoggedPlain, true))
        {
            Log.Plain(_logger, plain, Directory.FullName, $"{KeyOptions.Section}:{nameof(KeyOptions.Certificate)}");
        }

        return elements;
    }

    /// <summary>Where they are.</summary>
    public string Folder => Directory.FullName;

    /// <summary>The files that hold a key or a revocation, with that.</summary>
    public IEnumerable<(FileInfo File, XElement Element)> Usable() => Files().Select(file => (File: file, Element: Read(file))).Where(read => read.Element is not null).Select(read => (read.File, read.Element!));

    /// <summary>The files that hold no key, or cannot be read now.</summary>
    public int CountUnusable() => Files().Count(file =>
    {
        try
        {
            return Parse(file) is null;
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            return true;
        }
    });

    private IEnumerable<FileInfo> Files() => Directory.Exists ? Directory.EnumerateFiles("*.xml") : [];

    private static bool IsRevocation(FileInfo file) => KeyElement.IsRevocation(file.Name);

    private XElement? Read(FileInfo file)
    {
        XmlException? failure = null;
        try
        {
            if (Parse(file) is { } element)
            {
                return element;
            }

            if (IsRevocation(file))
            {
                throw new XmlException($"The file {file.FullName} holds no revocation.");
            }
        }
        catch (XmlException exception) when (!IsRevocation(file))
        {
            failure = exception;
        }

        if (_logged.TryAdd(file.FullName, true))
        {
            Log.Unusable(_logger, failure, file.FullName);
        }

        return null;
    }

    private static XElement? Parse(FileInfo file)
    {
        using var stream = file.OpenRead();
        var element = XElement.Load(stream);
        return KeyElement.IsUsable(element) ? element : null;
    }

    private static partial class Log
    {
        [LoggerMessage(2067, LogLevel.Error, "The file {File} holds no key, and is left out. Restore it from a backup, or remove it")]
        public static partial void Unusable(ILogger logger, Exception? exception, string file);

        [LoggerMessage(2091, LogLevel.Warning, "{Count} key(s) in {Folder} are from before {Setting} was set, and are not encrypted. They are in use until they expire; whoever removes their files signs everybody out")]
        public static partial void Plain(ILogger logger, int count, string folder, string setting);
    }
}
