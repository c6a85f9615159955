using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Connection;

/// <summary>The tokens of an account: signs in, refreshes them before they run out, and signs in again when the session is lost.</summary>
internal sealed partial class AccountTokens(HttpClient http, string email, string password, TimeProvider time) : ITokens, IDisposable
{
    /// <summary>How long before its end a token is not used any more.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Issued? _issued;
    private DateTimeOffset _renewAt;

    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_issued is null || time.GetUtcNow() >= _renewAt)
            {
                var renewed = _issued is { } held ? await AskAsync(Routes.Refresh, new RefreshBody(held.RefreshToken), cancellationToken).ConfigureAwait(false) : null;
                _issued = renewed ?? await AskAsync(Routes.Login, new LoginBody(email, password), cancellationToken).ConfigureAwait(false)
                    ?? throw new RefusedCredentialsException($"The hub refuses the e-mail address or the password of '{email}'.");
                _renewAt = time.GetUtcNow().AddSeconds(_issued.ExpiresIn) - Margin;
            }

            return _issued.AccessToken;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Refused() => Volatile.Write(ref _issued, null);

    public void Dispose() => _gate.Dispose();

    /// <returns>New tokens; null if the hub refuses.</returns>
    private async Task<Issued?> AskAsync<TBody>(string route, TBody body, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsync(
            route.TrimStart('/'), JsonContent.Create(body, Bodies.Default.GetTypeInfo(typeof(TBody))!), cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync(Bodies.Default.Issued, cancellationToken).ConfigureAwait(false);
    }

    private sealed record LoginBody(string Email, string Password);

    private sealed record RefreshBody(string RefreshToken);

    private sealed record Issued(string AccessToken, int ExpiresIn, string RefreshToken);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(LoginBody))]
    [JsonSerializable(typeof(RefreshBody))]
    [JsonSerializable(typeof(Issued))]
    private sealed partial class Bodies : JsonSerializerContext;
}
