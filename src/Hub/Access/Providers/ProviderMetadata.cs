using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Reads what the provider tells of itself: its issuer, endpoints and keys.</summary>
internal sealed class ProviderMetadata(IOptionsMonitor<OpenIdConnectOptions> options, TimeProvider time)
{
    /// <summary>How long it serves everybody that the provider answered.</summary>
    private static readonly TimeSpan AnswerLifetime = TimeSpan.FromSeconds(10);

    /// <summary>How long it serves everybody that the provider did not answer.</summary>
    private static readonly TimeSpan FailureLifetime = TimeSpan.FromSeconds(2);

    /// <summary>How long a person waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task? _latest;
    private long _askedAt;

    /// <summary>Issuer, endpoints and keys. They are kept while the provider is away, and read again from time to time.</summary>
    /// <exception cref="ProviderException">They have never been read, or lack an endpoint.</exception>
    public async Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellationToken)
    {
        var oidc = options.Get(OidcScheme.Name);
        try
        {
            var read = await oidc.ConfigurationManager!.GetConfigurationAsync(cancellationToken).ConfigureAwait(false);
            return !string.IsNullOrEmpty(read.AuthorizationEndpoint) && !string.IsNullOrEmpty(read.TokenEndpoint) ? read
                : throw new ProviderException($"The provider's metadata at {oidc.MetadataAddress} lacks authorization_endpoint or token_endpoint.");
        }
        catch (Exception failure) when (failure is not (ProviderException or OperationCanceledException { InnerException: not TimeoutException }))
        {
            // Whatever is wrong with the document or the way to it, the library says so by exceptions of many types.
            throw new ProviderException($"The provider's metadata at {oidc.MetadataAddress} cannot be read.", failure);
        }
    }

    /// <summary>Asks whether the provider answers now, so that no browser is led to where nothing is. One question serves everybody for a few seconds.</summary>
    /// <exception cref="ProviderException">It does not.</exception>
    public Task RequireAnswerAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_latest is null || time.GetElapsedTime(_askedAt) >= (_latest.IsFaulted ? FailureLifetime : AnswerLifetime))
            {
                (_askedAt, _latest) = (time.GetTimestamp(), AskAsync());
            }

            return _latest.WaitAsync(cancellationToken);
        }
    }

    private async Task AskAsync()
    {
        var oidc = options.Get(OidcScheme.Name);
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            using var answer = await oidc.Backchannel.GetAsync(new Uri(oidc.MetadataAddress!), HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
        }
        catch (OperationCanceledException canceled)
        {
            throw new ProviderException("The provider does not answer.", new TimeoutException("It took too long.", canceled));
        }
        catch (HttpRequestException failure)
        {
            throw new ProviderException("The provider does not answer.", failure);
        }
    }
}
