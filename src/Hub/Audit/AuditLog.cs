using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Audit;

/// <summary>Writes each entry to the log as a line of JSON, so that the store can be compared with a log that is kept elsewhere.</summary>
internal sealed partial class AuditLog(ILogger<AuditLog> logger)
{
    /// <summary>Entries that are stored.</summary>
    public void Stored(IReadOnlyList<AuditEntry> entries)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            foreach (var entry in entries)
            {
                Log.Stored(logger, Json(AuditRow.Of(entry)));
            }
        }
    }

    /// <summary>What waits to be stored, so that it is known even if the process ends before.</summary>
    public void NotStored(RecordedEvent recorded) => Log.NotStored(logger, Json(Row(recorded)));

    /// <summary>What will not be stored.</summary>
    public void Lost(RecordedEvent recorded) => Log.Lost(logger, Json(Row(recorded)));

    /// <summary>What happened, in a host without a store.</summary>
    public void Happened(RecordedEvent recorded)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            Log.Stored(logger, Json(Row(recorded)));
        }
    }

    /// <summary>The first attempt that failed.</summary>
    public void Failed(Exception exception) => Log.Failed(logger, exception);

    /// <summary>The first attempt that succeeded after that.</summary>
    public void Resumed() => Log.Resumed(logger);

    // Number 0: it has none yet.
    private static AuditRow Row(RecordedEvent recorded) => AuditRow.Of(AuditEntry.Of(0, recorded, AuditChain.FirstHash)) with { Hash = null };

    private static string Json(AuditRow row) => JsonSerializer.Serialize(row, JsonSerializerOptions.Web);

    private static partial class Log
    {
        [LoggerMessage(2401, LogLevel.Information, "Audit {Entry}")]
        public static partial void Stored(ILogger logger, string entry);

        [LoggerMessage(2402, LogLevel.Error, "The audit trail cannot be written. What must be recorded is refused until that is possible again")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(2403, LogLevel.Warning, "Audit entry that is not stored yet {Entry}")]
        public static partial void NotStored(ILogger logger, string entry);

        [LoggerMessage(2404, LogLevel.Error, "Audit entry that will not be stored, because too many wait {Entry}")]
        public static partial void Lost(ILogger logger, string entry);

        [LoggerMessage(2405, LogLevel.Information, "The audit trail can be written again")]
        public static partial void Resumed(ILogger logger);
    }
}
