using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Hub.RunLogs.Files;

namespace FlextMonitor.Hub.RunLogs.Reading;

/// <summary>Reads the logs of daemons to their ends.</summary>
internal sealed class RunLogSource(IDaemonCalls daemons, ILiveState live, TimeProvider time)
{
    /// <summary>By so many of its last lines the place in a log is found again at which reading stopped.</summary>
    public const int MostRemembered = 1000;

    /// <summary>Some daemons do not end the log of a run that has ended. After so long without a line it has.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>Reads a log on.</summary>
    /// <returns>Whether it was read to its end, and the run has ended.</returns>
    /// <exception cref="DaemonCallException">The daemon refuses the log, or cannot be reached.</exception>
    public async Task<bool> ReadAsync(RunLogKey key, string caller, RunLog log, CancellationToken stop)
    {
        var calls = daemons.Route(key.Source, caller);
        var before = log.Before();
        var isRunning = await IsRunningAsync(calls, key, hasLines: before.Last.Count > 0, stop).ConfigureAwait(false);
        using var silent = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var lines = calls.ContinueLogAsync(key.Id, before, isRunning, silent.Token).GetAsyncEnumerator(silent.Token);
        await using (lines.ConfigureAwait(false))
        {
            bool HasEnded() => !isRunning || (IsHeard(key.Source) && RunningIn(key) == false);
            void Rest()
            {
                if (IsHeard(key.Source))
                {
                    log.NoteHeard();
                }
            }

            while (await NextAsync(lines, HasEnded, Rest, silent).ConfigureAwait(false))
            {
                log.Add(lines.Current);
            }
        }

        log.NoteHeard();
        return true;
    }

    /// <summary>Whether the monitor itself added a line. Then it is not known how many lines of the daemon's log these are.</summary>
    public static bool HasNotice(RecordReader? stored)
    {
        using (stored)
        {
            while (stored?.Next() == true)
            {
                if (stored.Current.IndexOf("\t[FlextMonitor] "u8) >= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Reads up to the next line.</summary>
    /// <param name="lines">The log.</param>
    /// <param name="hasEnded">Whether the run has ended.</param>
    /// <param name="rest">Called whenever the log rests.</param>
    /// <param name="silent">Ends the log that its daemon does not end.</param>
    private async ValueTask<bool> NextAsync(IAsyncEnumerator<LogLine> lines, Func<bool> hasEnded, Action rest, CancellationTokenSource silent)
    {
        var next = lines.MoveNextAsync();
        if (next.IsCompleted)
        {
            return await next.ConfigureAwait(false);
        }

        rest();
        var line = next.AsTask();
        while (true)
        {
            try
            {
                return await line.WaitAsync(Silence, time).ConfigureAwait(false);
            }
            catch (TimeoutException) when (!line.IsCompleted && hasEnded())
            {
                await silent.CancelAsync().ConfigureAwait(false);
                await ((Task)line).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return false;
            }
            catch (TimeoutException) when (!line.IsCompleted)
            {
                // The run goes on, and writes nothing.
                rest();
            }
        }
    }

    private async Task<bool> IsRunningAsync(ISourceCalls calls, RunLogKey key, bool hasLines, CancellationToken cancellationToken)
    {
        if (RunningIn(key) is { } known && IsHeard(key.Source))
        {
            return known;
        }

        try
        {
            return IsRunning(await calls.GetExecutionAsync(key.Id, cancellationToken).ConfigureAwait(false));
        }
        catch (DaemonCallException refused) when (refused.Code == HubErrorCodes.NotFound && hasLines)
        {
            // The daemon has forgotten the run. It may still have the log.
            return false;
        }
        catch (DaemonCallException refused) when (refused.Code is null)
        {
            // The daemon answers, but not how the run stands.
            return true;
        }
    }

    /// <summary>Why a daemon cannot be reached; null if it can.</summary>
    public string? DownError(string source) => live.Find(source)?.Status is { State: SourceState.Down } status ? status.Error : null;

    /// <summary>Whether a run in view goes on; null if it is not in view.</summary>
    private bool? RunningIn(RunLogKey key) =>
        live.Find(key.Source)?.Executions.FirstOrDefault(execution => execution.Id == key.Id) is { } execution ? IsRunning(execution) : null;

    private bool IsHeard(string source) => live.Find(source)?.Status?.State is SourceState.Live or SourceState.Degraded;

    private static bool IsRunning(ExecutionData execution) => execution.Status is ExecutionStatus.Running or ExecutionStatus.Pending or ExecutionStatus.Unknown;
}
