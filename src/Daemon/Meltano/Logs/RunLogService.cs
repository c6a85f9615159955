using System.Globalization;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Daemon.Meltano.Logs;

/// <summary>Serves a <c>StreamLogs</c> call from a run's log.</summary>
internal static class RunLogService
{
    /// <summary>Writes the log's entries until it ends.</summary>
    /// <param name="log">The log of the run.</param>
    /// <param name="executionId">The run's id in the contract.</param>
    /// <param name="stream">The response.</param>
    /// <param name="tail">How many of the last existing lines to begin with; <c>null</c>: all.</param>
    /// <param name="follow">Whether to go on until the run has ended.</param>
    /// <param name="runEnded">Cancelled when the run has ended.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RpcException">NOT_FOUND: there is no log; FAILED_PRECONDITION: it cannot be read. The detail says where and why.</exception>
    public static async Task ServeAsync(
        RunLog log, string executionId, IAsyncStreamWriter<LogEntry> stream, int? tail, bool follow, CancellationToken runEnded, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var entry in log.ReadAsync(tail, follow, runEnded, cancellationToken))
            {
                await stream.WriteAsync(ToProto(entry, executionId), cancellationToken);
            }
        }
        catch (MissingLogException missing)
        {
            throw new RpcException(new Grpc.Core.Status(StatusCode.NotFound, missing.Message));
        }
        catch (Exception unreadable) when (unreadable is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        {
            throw new RpcException(new Grpc.Core.Status(StatusCode.FailedPrecondition, $"the log cannot be read: {unreadable.Message}"));
        }
    }

    /// <summary>An entry in the contract's form. The message begins with the plugin that wrote it; an unknown time or level is empty.</summary>
    public static LogEntry ToProto(RunLogEntry entry, string executionId)
    {
        var sent = new LogEntry
        {
            Timestamp = entry.Time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) ?? "",
            Level = entry.Level ?? "",
            Message = entry.Plugin is null ? entry.Message : $"{entry.Plugin} | {entry.Message}",
            ExecutionId = executionId,
        };
        if (entry.Plugin is not null)
        {
            sent.Metadata["plugin"] = entry.Plugin;
        }

        return sent;
    }
}
