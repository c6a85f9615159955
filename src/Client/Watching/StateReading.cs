using System.Runtime.CompilerServices;
using FlextMonitor.Client.State;

namespace FlextMonitor.Client.Watching;

/// <summary>The ways to read a state: its changes, what happens, and waiting for a condition.</summary>
internal sealed class StateReading(MonitorState state, TimeProvider time)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<MonitorChange> WatchAsync(WatchFilter? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = state.AddReader(filter is null ? _ => true : filter.Includes);
        try
        {
            await foreach (var change in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            state.Remove(reader);
        }
    }

    public async IAsyncEnumerable<MonitorEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = state.AddEventReader();
        try
        {
            await foreach (var happened in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return happened;
            }
        }
        finally
        {
            state.Remove(reader);
        }
    }

    public async Task<MonitorSnapshot> WaitForAsync(Predicate<MonitorSnapshot> condition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        while (true)
        {
            var changed = state.NextChange;
            var snapshot = state.Snapshot();
            if (condition(snapshot))
            {
                return snapshot;
            }

            ThrowIfStopped(snapshot.Connection);

            // The age of a source grows without a change.
            await changed.WaitAsync(LookAgain, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static void ThrowIfStopped(MonitorConnection connection)
    {
        if (connection.Error is { } error)
        {
            throw error;
        }

        ObjectDisposedException.ThrowIf(connection.State == MonitorConnectionState.Stopped, typeof(IMonitor));
    }
}
