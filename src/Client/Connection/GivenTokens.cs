namespace FlextMonitor.Client.Connection;

/// <summary>A service token, or the tokens of a source that the user provides.</summary>
internal sealed class GivenTokens(Func<CancellationToken, ValueTask<string?>> source) : ITokens
{
    public ValueTask<string?> GetAsync(CancellationToken cancellationToken) => source(cancellationToken);

    // The source is asked for every connect, so it can provide another one.
    public void Refused()
    {
    }
}
