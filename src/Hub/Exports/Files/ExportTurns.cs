namespace FlextMonitor.Hub.Exports.Files;

/// <summary>
/// How many exports compute at once in this process: as many as it has processors but one, and one at least, so that live figures never wait for a processor behind a file. Safe for use by several threads.
/// </summary>
/// <param name="processors">How many processors there are, 1 or more.</param>
internal sealed class ExportTurns(int processors) : IDisposable
{
    private readonly SemaphoreSlim _free = new(Math.Max(1, processors - 1));

    /// <summary>Waits for a turn. Those who wait come in their order.</summary>
    /// <returns>The turn; dispose it.</returns>
    public async Task<ExportTurn> TakeAsync(CancellationToken cancellationToken)
    {
        var turn = new ExportTurn(_free);
        await turn.ResumeAsync(cancellationToken).ConfigureAwait(false);
        return turn;
    }

    public void Dispose() => _free.Dispose();
}

/// <summary>The turn of one export, which computes, or waits for its reader and lets others compute. One thread at a time may use it.</summary>
internal sealed class ExportTurn(SemaphoreSlim free) : IDisposable
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

    public void Dispose() => Pause();
}
