namespace FlextMonitor.Client.Connection;

/// <summary>Provides the bearer token of a connect or call.</summary>
internal interface ITokens
{
    /// <summary>A token that has not run out, as far as is known; null if there is none.</summary>
    /// <exception cref="RefusedCredentialsException">The hub refuses the credentials behind the tokens.</exception>
    /// <exception cref="TokenUnavailableException">No token can be had now.</exception>
    /// <exception cref="HttpRequestException">The hub cannot be asked.</exception>
    ValueTask<string?> GetAsync(CancellationToken cancellationToken);

    /// <summary>The hub refused the token: the next one has to be another, if there can be one.</summary>
    void Refused();
}
