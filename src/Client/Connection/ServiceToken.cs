namespace FlextMonitor.Client.Connection;

/// <summary>The one token of a service.</summary>
internal sealed class ServiceToken(string token) : ITokens
{
    public ValueTask<string?> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(token);

    // There is no other.
    public void Refused()
    {
    }
}
