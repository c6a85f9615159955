using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access;

/// <summary>Logs each refused origin once: a page that is refused tries again and again.</summary>
internal sealed partial class RefusedOriginLog(ILogger<RefusedOriginLog> logger)
{
    /// <summary>Origins that are remembered. More come only from somebody who makes them up.</summary>
    internal const int MostOrigins = 100;

    /// <summary>Characters of an origin that are quoted.</summary>
    private const int LongestOrigin = 200;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>As much of an origin as may be quoted.</summary>
    public static string Excerpt(string origin) => origin.Length <= LongestOrigin ? origin : $"{origin[..LongestOrigin]}…";

    /// <summary>Logs the reason unless this origin was refused before.</summary>
    public void Note(string origin, string reason)
    {
        if (_known.Count < MostOrigins && _known.TryAdd(Excerpt(origin), true))
        {
            Log.OriginRefused(logger, reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2032, LogLevel.Warning, "{Reason} Further requests from there are refused without a log entry.")]
        public static partial void OriginRefused(ILogger logger, string reason);
    }
}
