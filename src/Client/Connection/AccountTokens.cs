using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlextMonitor.Client.Http;
using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Connection;

/// <summary>The tokens of an account: signs in, refreshes them before they run out or when they are refused, and signs in again when the session is lost.</summary>
internal sealed class AccountTokens(HttpClient http, string email, string password, TimeProvider time) : ITokens, IDisposable
{
    /// <summary>How long before its end a token is not used any more.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IssuedTokens? _issued;
    private long _issuedAt;
    private int _refusals;

    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var refusals = Volatile.Read(ref _refusals);
            if (_issued is null || refusals > 0 || time.GetElapsedTime(_issuedAt) >= TimeSpan.FromSeconds(_issued.ExpiresIn) - Margin)
            {
                // A refresh that does not help is not tried twice.
                var asked = time.GetTimestamp();
                var held = refusals > 1 ? null : _issued;
                _issued = await RefreshAsync(held, cancellationToken).ConfigureAwait(false) ?? await LoginAsync(cancellationToken).ConfigureAwait(false);
                _issuedAt = asked;
                Interlocked.Exchange(ref _refusals, 0);
            }

            return _issued.AccessToken;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Refused() => Interlocked.Increment(ref _refusals);

    public void Dispose() => _gate.Dispose();

    private async Task<IssuedTokens?> RefreshAsync(IssuedTokens? held, CancellationToken cancellationToken)
    {
        if (held is null)
        {
            return null;
        }

        using var answer = await PostAsync(Routes.Refresh, new RefreshBody(held.RefreshToken), HttpJson.Default.RefreshBody, cancellationToken).ConfigureAwait(false);
        return answer.StatusCode == HttpStatusCode.Unauthorized ? null : await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IssuedTokens> LoginAsync(CancellationToken cancellationToken)
    {
        using var answer = await PostAsync(Routes.Login, new LoginBody(email, password), HttpJson.Default.LoginBody, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            return await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        }

        var refusal = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        throw new RefusedCredentialsException(refusal.Contains("\"requiresTwoFactor\":true", StringComparison.Ordinal)
            ? $"The account '{email}' signs in with a second factor, which a program cannot enter. Use a service token."
            : $"The hub refuses the e-mail address or the password of '{email}'.");
    }

    private Task<HttpResponseMessage> PostAsync<TBody>(string route, TBody body, JsonTypeInfo<TBody> type, CancellationToken cancellationToken) =>
        http.PostAsync(route.TrimStart('/'), JsonContent.Create(body, type), cancellationToken);

    private async Task<IssuedTokens> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new TokenUnavailableException($"signing in was answered by {(int)answer.StatusCode}") { RetryAfter = ConnectAnswers.WaitOf(answer, time) };
        }

        try
        {
            return await answer.Content.ReadFromJsonAsync(HttpJson.Default.IssuedTokens, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("it is empty");
        }
        catch (JsonException exception)
        {
            throw new TokenUnavailableException($"the answer to signing in cannot be read: {exception.Message}", exception);
        }
    }
}
