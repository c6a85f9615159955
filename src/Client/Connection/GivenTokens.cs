namespace FlextMonitor.Client.Connection;

/// <summary>A service token, or the tokens of a source that the user provides.</summary>
internal sealed class GivenTokens(Func<CancellationToken, ValueTask<string?>> source) : ITokens
{
    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await source(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TokenUnavailableException($"the source of tokens failed: {exception.Message}", exception);
        }
    }

    // The source is asked for every connect, so it can provide another one.
    public void Refused()
    {
    }
}
