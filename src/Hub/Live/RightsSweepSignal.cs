using System.Threading.Channels;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Live;

/// <summary>Makes a <see cref="RightsSweep"/> due when this process changes what somebody may do.</summary>
internal sealed class RightsSweepSignal : IRightsChangeListener
{
    // If the channel is full, a sweep is due already.
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private long _changes;

    /// <summary>How many changes this process has made.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <inheritdoc/>
    public void OnRightsChanged()
    {
        Interlocked.Increment(ref _changes);
        Set();
    }

    /// <summary>Whether a sweep is due that has not begun to wait for its turn.</summary>
    public bool IsDue => _due.Reader.Count > 0;

    /// <summary>Makes a sweep due.</summary>
    public void Set() => _due.Writer.TryWrite(true);

    /// <summary>Makes a sweep due if something changed since; for a connection that was not there when the last sweep began.</summary>
    public void SetIfChangedSince(long changes)
    {
        if (Changes != changes)
        {
            Set();
        }
    }

    /// <summary>Completes when a sweep is due.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _due.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
}
