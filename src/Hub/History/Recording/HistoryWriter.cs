using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>
/// Stores what was recorded. A store that cannot be written pauses history and nothing else: the recorder keeps an hour, and what is older reads as
/// unseen. It resumes by itself once the store can be written.
/// </summary>
internal sealed partial class HistoryWriter(
    HistoryRecorder recorder, HistoryStore store, IRoomStore<HistoryDbContext> database, HistoryState state, HistoryMetrics metrics, TimeProvider time, ILogger<HistoryWriter> logger)
{
    private bool _isMigrated;

    /// <summary>Writes once. Not to be called again before it has completed.</summary>
    /// <returns>Whether the store holds all that was recorded.</returns>
    public async Task<bool> WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            var began = time.GetTimestamp();
            await WriteOnceAsync(cancellationToken).ConfigureAwait(false);
            metrics.Written(time.GetElapsedTime(began));
            if (state.NoteWritten(time.GetUtcNow()))
            {
                Log.Resumed(logger);
            }

            return true;
        }
        catch (Exception exception) when (database.CauseOf(exception) is { } reason)
        {
            if (state.Pause(reason, time.GetUtcNow()))
            {
                Log.Paused(logger, reason);
            }

            return false;
        }
    }

    private async Task WriteOnceAsync(CancellationToken cancellationToken)
    {
        if (!_isMigrated)
        {
            await database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            await store.OpenAsync(cancellationToken).ConfigureAwait(false);
            var from = time.GetUtcNow().ToUnixTimeMilliseconds() - SourceRecording.Memory;
            recorder.Restore(await store.ReadSinceAsync(from, cancellationToken).ConfigureAwait(false), from);
            _isMigrated = true;
        }

        var unstored = recorder.TakeUnstored();
        var isStored = false;
        try
        {
            await store.WriteAsync(unstored, recorder, cancellationToken).ConfigureAwait(false);
            recorder.NoteStored(unstored);
            isStored = true;
        }
        finally
        {
            if (!isStored)
            {
                recorder.PutBack(unstored);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2411, LogLevel.Warning, "History is paused: {Reason}. Live state goes on. What cannot be stored within an hour will read as unseen")]
        public static partial void Paused(ILogger logger, string reason);

        [LoggerMessage(2412, LogLevel.Information, "History is being written again")]
        public static partial void Resumed(ILogger logger);
    }
}
