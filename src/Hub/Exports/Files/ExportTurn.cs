using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>The turn of one export, which computes, or waits for its reader and lets others compute. One thread at a time may use it.</summary>
internal sealed class ExportTurn(SemaphoreSlim free, BackgroundThreads threads) : IAsyncDisposable
{
    private bool _isHeld;

    /// <summary>Lets others compute.</summary>
    public void Pause()
    {
        if (_isHeld)
        {
            _isHeld = false;
            free.Release();
        }
    }

    /// <summary>Waits until it may compute again, and goes on by a thread that is there for it.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        _isHeld = true;
        await threads.SwitchAsync();
    }

    /// <summary>Lets others compute, and goes on by a thread of the pool: those for exports are for nothing else.</summary>
    public async ValueTask DisposeAsync()
    {
        Pause();
        await Task.Yield();
    }
}
