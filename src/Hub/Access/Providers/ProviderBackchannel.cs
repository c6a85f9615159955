using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>
/// Asks the provider what it says of somebody now. The OpenID Connect handler's own client serves for that, whose requests take <see cref="ProviderRegistration.Patience"/>
/// at most.
/// </summary>
internal sealed class ProviderBackchannel(IOptionsMonitor<OpenIdConnectOptions> options, ProviderMetadata metadata)
{
    private const string InvalidGrant = "invalid_grant";

    private OpenIdConnectOptions Oidc => options.Get(OidcScheme.Name);

    /// <summary>Exchanges a refresh token. Cannot be cancelled: the token may be good once, and the next one must not be lost.</summary>
    /// <returns><c>null</c> if the provider refuses, because the person, the session or the consent has ended there.</returns>
    /// <exception cref="ProviderException">The provider is away, or its answer is not valid.</exception>
    public async Task<ProviderTokens?> ExchangeAsync(string refreshToken)
    {
        var configuration = await metadata.GetAsync(CancellationToken.None).ConfigureAwait(false);
        using var answer = await PostAsync(configuration.TokenEndpoint, new() { GrantType = OpenIdConnectGrantTypes.RefreshToken, RefreshToken = refreshToken }).ConfigureAwait(false);
        var tokens = await ReadAsync(answer).ConfigureAwait(false);
        return tokens.Error == InvalidGrant ? null
            : answer.IsSuccessStatusCode && tokens.Error is null ? new ProviderTokens(tokens.IdToken, tokens.AccessToken, tokens.RefreshToken)
            : throw new ProviderException($"The provider answered {(int)answer.StatusCode} ({tokens.Error}) when a session was to be confirmed.");
    }

    /// <summary>What the provider says of a session's person now.</summary>
    /// <exception cref="ProviderException">The provider is away, or leaves out what named the roles at the sign-in.</exception>
    /// <exception cref="ProviderMismatchException">The answer is for somebody else, or forged.</exception>
    public async Task<ProviderClaims> DescribeAsync(ProviderTokens tokens, DueSession session)
    {
        if (string.IsNullOrEmpty(tokens.IdToken) && session.NeedsIdToken)
        {
            throw new ProviderException("The provider gave no ID token when a session was to be confirmed, and one had named the roles at the sign-in.");
        }

        var idToken = string.IsNullOrEmpty(tokens.IdToken) ? null : await ProviderIdToken.ValidateAsync(Oidc, tokens.IdToken, session.Issuer, session.Subject).ConfigureAwait(false);
        var userInfo = await UserInfoAsync(tokens.AccessToken, session.Subject, CancellationToken.None).ConfigureAwait(false);
        return idToken is not null || userInfo is not null
            ? new ProviderClaims(idToken ?? [], userInfo)
            : throw new ProviderException("The provider said nothing about the person when a session was to be confirmed.");
    }

    /// <summary>What the provider's endpoint says of a person; <c>null</c> if it has no such endpoint.</summary>
    /// <exception cref="ProviderException">The provider is away, or its answer is not valid.</exception>
    /// <exception cref="ProviderMismatchException">The answer is for somebody else.</exception>
    public async Task<JsonElement?> UserInfoAsync(string? accessToken, string subject, CancellationToken cancellationToken)
    {
        var configuration = await metadata.GetAsync(cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrEmpty(configuration.UserInfoEndpoint))
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, configuration.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken ?? throw new ProviderException("The provider gave no access token."));
        using var answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        var json = Parse(await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false), answer);

        // Otherwise somebody else's access token could have been put in place of this one.
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("sub", out var sub) && sub.ValueKind == JsonValueKind.String && sub.ValueEquals(subject)
            ? json
            : throw new ProviderMismatchException("The provider's answer about a person is for somebody else.");
    }

    /// <summary>Tells the provider that a refresh token is of no use any more, if it has an endpoint for that (RFC 7009).</summary>
    /// <exception cref="ProviderException">The provider is away, or refuses.</exception>
    public async Task RevokeAsync(string refreshToken)
    {
        var configuration = await metadata.GetAsync(CancellationToken.None).ConfigureAwait(false);
        if (string.IsNullOrEmpty(configuration.RevocationEndpoint))
        {
            return;
        }

        var request = new OpenIdConnectMessage();
        request.SetParameter("token", refreshToken);
        request.SetParameter("token_type_hint", OpenIdConnectGrantTypes.RefreshToken);
        using var answer = await PostAsync(configuration.RevocationEndpoint, request).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            throw new ProviderException($"The provider answered {(int)answer.StatusCode} when a refresh token was to be revoked.");
        }
    }

    private async Task<HttpResponseMessage> PostAsync(string address, OpenIdConnectMessage message)
    {
        (message.ClientId, message.ClientSecret) = (Oidc.ClientId, Oidc.ClientSecret);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(message.Parameters) };
        return await SendAsync(request, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            // The content is read before this returns, so that reading it afterwards cannot fail.
            return await Oidc.Backchannel.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException { InnerException: TimeoutException })
        {
            throw new ProviderException($"The provider does not answer at {request.RequestUri}.", failure);
        }
    }

    private static async Task<OpenIdConnectMessage> ReadAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            return new OpenIdConnectMessage(body);
        }
        catch (ArgumentException)
        {
            // Its message holds the body, in which there may be tokens.
            throw new ProviderException($"The provider answered {(int)answer.StatusCode} without valid JSON when a session was to be confirmed.");
        }
    }

    private static JsonElement Parse(string body, HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new ProviderException($"The provider answered {(int)answer.StatusCode} when it was asked about a person.");
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw new ProviderException("The provider answered without valid JSON when it was asked about a person.", failure);
        }
    }
}
