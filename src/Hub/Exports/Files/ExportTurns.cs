using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>
/// How many exports compute at once in this process: one fewer than it has processors, so that files leave a processor to live figures, but at least one and at most as many as may run. Safe for use by several threads.
/// </summary>
/// <param name="processors">How many processors there are, 1 or more.</param>
internal sealed class ExportTurns(int processors) : IDisposable
{
    private readonly SemaphoreSlim _free = new(AtOnce(processors));
    private readonly BackgroundThreads _threads = new("Export", AtOnce(processors));

    /// <summary>Waits for a turn.</summary>
    /// <returns>The turn; dispose it.</returns>
    public async Task<ExportTurn> TakeAsync(CancellationToken cancellationToken)
    {
        var turn = new ExportTurn(_free, _threads);
        await turn.ResumeAsync(cancellationToken).ConfigureAwait(false);
        return turn;
    }

    /// <summary>Runs work with a turn, starting on a thread for exports, and continues on the thread pool when it has ended.</summary>
    public async Task RunAsync(Func<ExportTurn, Task> work, CancellationToken cancellationToken)
    {
        using var turn = await TakeAsync(cancellationToken).ConfigureAwait(false);
        await turn.SwitchAsync();
        try
        {
            await work(turn).ConfigureAwait(false);
        }
        finally
        {
            await Task.Yield();
        }
    }

    public void Dispose()
    {
        _free.Dispose();
        _threads.Dispose();
    }

    private static int AtOnce(int processors) => Math.Clamp(processors - 1, 1, ExportPlaces.AtOnce);
}
