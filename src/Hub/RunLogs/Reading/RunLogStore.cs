using FlextMonitor.Hub.RunLogs.Files;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.RunLogs.Reading;

/// <summary>The logs that somebody reads.</summary>
internal sealed class RunLogStore(RunLogFolder folder, RunLogSource source, TimeProvider time, ILogger<RunLog> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RunLogKey, (RunLog Log, int Uses)> _open = [];

    /// <summary>Opens a log. Dispose of the use when its lines are read; the log itself stays open for a while.</summary>
    public async Task<RunLogUse> OpenAsync(RunLogKey key)
    {
        List<RunLog> idle;
        RunLogUse use;
        lock (_gate)
        {
            idle = [.. _open.Where(entry => entry.Key != key && entry.Value.Uses == 0 && entry.Value.Log.IsIdle).Select(entry => entry.Value.Log)];
            foreach (var log in idle)
            {
                _open.Remove(_open.First(entry => entry.Value.Log == log).Key);
            }

            var (found, uses) = _open.TryGetValue(key, out var entry) ? entry : (new RunLog(key, folder, source, time, logger), 0);
            _open[key] = (found, uses + 1);
            use = new RunLogUse(this, key, found);
        }

        foreach (var log in idle)
        {
            await log.DisposeAsync().ConfigureAwait(false);
        }

        return use;
    }

    /// <summary>A use has ended.</summary>
    public void Close(RunLogKey key)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(key, out var entry))
            {
                _open[key] = (entry.Log, entry.Uses - 1);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<RunLog> all;
        lock (_gate)
        {
            all = [.. _open.Values.Select(entry => entry.Log)];
            _open.Clear();
        }

        foreach (var log in all)
        {
            await log.DisposeAsync().ConfigureAwait(false);
        }
    }
}
