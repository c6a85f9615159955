using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>
/// Asks the provider whether the rights of one session still hold. If it refuses, the session ends. While it cannot answer, the session goes on for
/// <see cref="OidcOptions.Unconfirmed"/> after the last answer; see <see cref="StandingQuery"/>.
/// </summary>
internal sealed partial class SessionConfirmation(
    ProviderSessions confirmations,
    ProviderBackchannel backchannel,
    ProviderMetadata metadata,
    Sessions sessions,
    IOptions<OidcOptions> options,
    TimeProvider time,
    ILogger<SessionConfirmation> logger)
{
    /// <summary>How soon a session is asked for again if the provider could not answer.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    private readonly RoleMapping _mapping = options.Value.Mapping;

    /// <summary>Asks for a session or, if it has ended, revokes its token. Cannot be cancelled: a token that was sent may be good once, and the next one must not be lost.</summary>
    /// <exception cref="ProviderException">The provider could not answer. It is asked again later.</exception>
    public async Task RunAsync(DueSession due)
    {
        if (await confirmations.TryClaimAsync(due).ConfigureAwait(false) is not { } claimed)
        {
            return;
        }

        try
        {
            await (due.IsOpen ? ConfirmAsync(claimed) : RevokeAsync(claimed)).ConfigureAwait(false);
        }
        catch (ProviderMismatchException mismatch)
        {
            Log.Mismatch(logger, mismatch, due.SessionId);
            await EndAsync(claimed).ConfigureAwait(false);
        }
        catch (ProviderException)
        {
            await confirmations.PostponeAsync(claimed, Retry).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ConfirmAsync(DueSession claimed)
    {
        var askedAt = time.GetUtcNow();
        var configuration = await metadata.GetAsync(CancellationToken.None).ConfigureAwait(false);

        // The token of a provider that the settings named before must not be sent to this one.
        if (configuration.Issuer != claimed.Issuer
            || confirmations.TokenOf(claimed) is not { } token
            || await backchannel.ExchangeAsync(token).ConfigureAwait(false) is not { } tokens)
        {
            Log.Refused(logger, claimed.SessionId);
            await EndAsync(claimed).ConfigureAwait(false);
            return;
        }

        // Before anything else can fail: the token that was sent may be good no more.
        var renewed = string.IsNullOrEmpty(tokens.RefreshToken) || tokens.RefreshToken == token ? claimed : await confirmations.StoreTokenAsync(claimed, tokens.RefreshToken).ConfigureAwait(false);
        var claims = await backchannel.DescribeAsync(tokens, renewed).ConfigureAwait(false);
        await confirmations.ConfirmAsync(renewed, askedAt, _mapping.GrantsOf(claims)).ConfigureAwait(false);
    }

    private async Task EndAsync(DueSession session)
    {
        await confirmations.RemoveAsync(session).ConfigureAwait(false);
        await sessions.EndAsync(session.SessionId, SessionEndReason.RefusedByProvider).ConfigureAwait(false);
    }

    private async Task RevokeAsync(DueSession ended)
    {
        var token = confirmations.TokenOf(ended);
        await confirmations.RemoveAsync(ended).ConfigureAwait(false);
        try
        {
            if (token is not null && (await metadata.GetAsync(CancellationToken.None).ConfigureAwait(false)).Issuer == ended.Issuer)
            {
                await backchannel.RevokeAsync(token).ConfigureAwait(false);
            }
        }
        catch (ProviderException failure)
        {
            // Nobody has the token any more, and the provider ends it by itself some day.
            Log.NotRevoked(logger, failure, ended.SessionId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2124, LogLevel.Information, "The provider does not confirm session {Session} any more, which ends")]
        public static partial void Refused(ILogger logger, string session);

        [LoggerMessage(2128, LogLevel.Warning, "The provider's answer for session {Session} is for somebody else or not signed by the provider. The session ends")]
        public static partial void Mismatch(ILogger logger, Exception mismatch, string session);

        [LoggerMessage(2130, LogLevel.Information, "The refresh token of session {Session}, which has ended, could not be revoked at the provider")]
        public static partial void NotRevoked(ILogger logger, Exception failure, string session);
    }
}
