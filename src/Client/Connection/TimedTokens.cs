namespace FlextMonitor.Client.Connection;

/// <summary>The tokens of a source that the user provides. It may fail, hang or block its caller: it is given a time, and its failure has a type.</summary>
/// <param name="source">The user's source.</param>
/// <param name="limit">How long it may take.</param>
/// <param name="time">The clock.</param>
internal sealed class TimedTokens(Func<CancellationToken, ValueTask<string?>> source, TimeSpan limit, TimeProvider time) : ITokens
{
    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await Ask(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw late.IsCancellationRequested
                ? new TokenUnavailableException($"the source of tokens did not answer within {limit.TotalSeconds:0.###} s", exception)
                : new TokenUnavailableException($"the source of tokens failed: {exception.Message}", exception);
        }
    }

    // The source is asked for every connect, so it can provide another one.
    public void Refused()
    {
    }

    // Not on the caller's thread, which the source may block.
    private Task<string?> Ask(CancellationToken cancellationToken)
    {
        var asked = Task.Run(async () => await source(cancellationToken).ConfigureAwait(false), CancellationToken.None);

        // If nobody waits for it any more, its failure is of no interest.
        asked.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return asked;
    }
}
