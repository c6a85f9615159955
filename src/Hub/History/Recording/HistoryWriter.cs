using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>
/// Stores what was recorded. A store that cannot be written pauses history and nothing else: the recorder keeps an hour, and what is older reads as
/// unseen. It resumes by itself once the store can be written.
/// </summary>
internal sealed partial class HistoryWriter(
    HistoryRecorder recorder, HistoryStore store, IRoomStore<HistoryDbContext> database, HistoryState state, HistoryMetrics metrics, TimeProvider time, ILogger<HistoryWriter> logger)
{
    /// <summary>How often a write is tried, the first time included.</summary>
    private const int Attempts = 3;

    /// <summary>A write that has taken longer is not tried again, because a term or the process may be waiting for it to end.</summary>
    private static readonly TimeSpan LongestRetried = TimeSpan.FromSeconds(5);

    private bool _isMigrated;

    /// <summary>Writes once. Not to be called again before it has completed.</summary>
    /// <returns>Whether the store holds all that was recorded.</returns>
    public Task<bool> WriteAsync(CancellationToken cancellationToken) => WriteAsync(null, cancellationToken);

    /// <summary>As <see cref="WriteAsync(CancellationToken)"/>, in a term of a leader; null where one process is alone.</summary>
    public Task<bool> WriteAsync(long? epoch, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            var began = time.GetTimestamp();
            await OpenOnceAsync(cancellationToken).ConfigureAwait(false);
            await WriteOnceAsync(epoch, cancellationToken).ConfigureAwait(false);
            metrics.Written(time.GetElapsedTime(began));
            return state.NoteWritten(time.GetUtcNow());
        },
        cancellationToken);

    /// <summary>Makes the store ready to be read, while another process writes it. To be repeated, because that one also deletes.</summary>
    /// <returns>Whether it is.</returns>
    public Task<bool> OpenAsync(CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            await OpenOnceAsync(cancellationToken).ConfigureAwait(false);
            await store.ReadKeptAsync(cancellationToken).ConfigureAwait(false);
            return state.NoteOpened();
        },
        cancellationToken);

    /// <summary>Begins a term of a leader: it goes on from what the one before stored.</summary>
    /// <returns>Whether it could.</returns>
    public Task<bool> BeginTermAsync(long epoch, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            await OpenOnceAsync(cancellationToken).ConfigureAwait(false);
            recorder.ContinueFrom(await store.BeginTermAsync(epoch, cancellationToken).ConfigureAwait(false));
            return false;
        },
        cancellationToken);

    private async Task<bool> TryAsync(Func<Task<bool>> act, CancellationToken cancellationToken)
    {
        try
        {
            if (await RepeatTransientAsync(act, cancellationToken).ConfigureAwait(false))
            {
                Log.Resumed(logger);
            }

            return true;
        }
        catch (TermOverException over)
        {
            // The term is about to end in this process too.
            metrics.Refused();
            Log.Refused(logger, over.Message);
            return false;
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

    // All of an attempt is in one transaction, and repeating what was committed after all changes nothing.
    private async Task<bool> RepeatTransientAsync(Func<Task<bool>> act, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await act().ConfigureAwait(false);
            }
            catch (Exception exception) when (attempt < Attempts && time.GetElapsedTime(began) < LongestRetried && database.IsTransient(exception))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Log.Repeated(logger, database.CauseOf(exception) ?? exception.Message);

                // Idle connections may be broken in the same way.
                database.CloseIdleConnections();
            }
        }
    }

    private async Task OpenOnceAsync(CancellationToken cancellationToken)
    {
        if (!_isMigrated)
        {
            await database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            await store.OpenAsync(cancellationToken).ConfigureAwait(false);
            var from = time.GetUtcNow().ToUnixTimeMilliseconds() - SourceRecording.Memory;
            recorder.Restore(await store.ReadSinceAsync(from, cancellationToken).ConfigureAwait(false), from);
            _isMigrated = true;
        }
    }

    private async Task WriteOnceAsync(long? epoch, CancellationToken cancellationToken)
    {
        var unstored = recorder.TakeUnstored();
        var isStored = false;
        try
        {
            await store.WriteAsync(unstored, recorder, epoch, cancellationToken).ConfigureAwait(false);
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

        [LoggerMessage(2910, LogLevel.Information, "Writing history failed and is tried again: {Reason}")]
        public static partial void Repeated(ILogger logger, string reason);

        [LoggerMessage(2722, LogLevel.Information, "What was recorded is not written: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);

        [LoggerMessage(2412, LogLevel.Information, "History is being written again")]
        public static partial void Resumed(ILogger logger);
    }
}
