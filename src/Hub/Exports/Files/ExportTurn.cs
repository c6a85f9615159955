using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>The turn of one export, which computes, or waits for its reader and lets others compute. One thread at a time may use it.</summary>
internal sealed class ExportTurn(SemaphoreSlim free, BackgroundThreads threads) : IDisposable
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

    /// <summary>Waits until it may compute again.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        _isHeld = true;
    }

    /// <summary>Continues on a thread for exports; see <see cref="BackgroundThreads.SwitchAsync"/>.</summary>
    public BackgroundSwitch SwitchAsync() => threads.SwitchAsync();

    public void Dispose() => Pause();
}
