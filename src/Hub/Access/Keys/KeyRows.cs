using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Keys;

/// <summary>
/// The keys in the database of people, where all processes of one monitor find them: a cookie of one opens all. What <see cref="KeyFiles"/> says of files that hold no key goes for rows.
/// </summary>
internal sealed partial class KeyRows(IDbContextFactory<AccessDbContext> store, IOptions<KeyOptions> options, TimeProvider time, ILogger<KeyRows> logger) : IKeyRepository
{
    private readonly ConcurrentDictionary<string, bool> _logged = new(StringComparer.Ordinal);
    private bool _hasLoggedPlain;

    /// <inheritdoc/>
    /// <exception cref="XmlException">A revocation cannot be understood: without it, revoked keys would be valid again.</exception>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        List<XElement> elements = [.. Rows().Select(Read).OfType<XElement>()];
        var plain = elements.Count(KeyElement.IsPlain);
        if (plain > 0 && options.Value.IsSet && !Interlocked.Exchange(ref _hasLoggedPlain, true))
        {
            Log.Plain(logger, plain, $"{KeyOptions.Section}:{nameof(KeyOptions.Certificate)}");
        }

        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var context = store.CreateDbContext();
        context.Keys.Add(new KeyRow { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), AddedAt = time.GetUtcNow() });
        context.SaveChanges();
    }

    public int CountUnusable() => Rows().Count(row => Parse(row.Xml, out _) is null);

    private List<KeyRow> Rows()
    {
        using var context = store.CreateDbContext();
        return [.. context.Keys.AsNoTracking().OrderBy(row => row.AddedAt).ThenBy(row => row.Name)];
    }

    private XElement? Read(KeyRow row)
    {
        if (Parse(row.Xml, out var failure) is { } element)
        {
            return element;
        }

        if (KeyElement.IsRevocation(row.Name))
        {
            throw failure ?? new XmlException($"The row {row.Name} of the keys holds no revocation.");
        }

        if (_logged.TryAdd(row.Name, true))
        {
            Log.Unusable(logger, failure, row.Name);
        }

        return null;
    }

    private static XElement? Parse(string xml, out XmlException? failure)
    {
        failure = null;
        try
        {
            var element = XElement.Parse(xml);
            return KeyElement.IsUsable(element) ? element : null;
        }
        catch (XmlException exception)
        {
            failure = exception;
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2860, LogLevel.Error, "The row {Name} of the table Keys holds no key, and is left out. Restore it from a backup, or remove it")]
        public static partial void Unusable(ILogger logger, Exception? exception, string name);

        [LoggerMessage(2861, LogLevel.Warning, "{Count} key(s) in the database are from before {Setting} was set, and are not encrypted. They are in use until they expire. Removing their rows signs everybody out")]
        public static partial void Plain(ILogger logger, int count, string setting);
    }
}
