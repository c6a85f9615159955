using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Begins the session of somebody whom the provider has just signed in.</summary>
internal sealed partial class ProviderSignIn(
    IOptions<OidcOptions> oidc,
    IOptions<AccessOptions> access,
    ProviderBackchannel backchannel,
    ProviderPeople people,
    ProviderSessions confirmations,
    SignIns signIns,
    TimeProvider time,
    ILogger<ProviderSignIn> logger)
{
    private const string SeveralFactors = "mfa";
    private const string AskedAt = "asked-at";

    private readonly RoleMapping _mapping = oidc.Value.Mapping;

    /// <summary>Notes that the provider is asked now who signs in.</summary>
    public static void NoteQuestion(AuthenticationProperties properties, DateTimeOffset now) => properties.SetParameter(AskedAt, now);

    /// <summary>Signs a browser in.</summary>
    /// <param name="http">The request, with which the browser came back.</param>
    /// <param name="idToken">The claims of an ID token that was checked.</param>
    /// <param name="properties">The tokens of the provider, and when it was asked for them.</param>
    /// <returns><c>null</c>, or one of <see cref="SignInRefusals"/>.</returns>
    /// <exception cref="ProviderException">The provider is away, or its answer is not valid.</exception>
    public async Task<string?> CompleteAsync(HttpContext http, ClaimsPrincipal idToken, AuthenticationProperties properties)
    {
        var askedAt = properties.GetParameter<DateTimeOffset?>(AskedAt) ?? time.GetUtcNow();
        var (issuer, subject) = IdentityOf(idToken);
        var userInfo = await backchannel.UserInfoAsync(properties.GetTokenValue("access_token"), subject, http.RequestAborted).ConfigureAwait(false);
        var claims = new ProviderClaims(idToken.Claims, userInfo);
        var grants = GrantsOf(claims, subject);
        if (grants.Count == 0)
        {
            Log.NoRole(logger, subject);
            return SignInRefusals.NoRole;
        }

        var method = claims.Values("amr").Contains(SeveralFactors) ? SignInMethods.ProviderTwoFactor : SignInMethods.Provider;
        if (access.Value.NeedsSecondFactor(Rights.Of(grants)) && !SignInMethods.HasTwoFactors(method))
        {
            return SignInRefusals.OneFactor;
        }

        var person = await people.FindOrAddAsync(issuer, subject, ProviderName.Of(claims, subject), grants, askedAt).ConfigureAwait(false);
        if (person.DisabledAt is not null)
        {
            return SignInRefusals.Disabled;
        }

        await BeginAsync(http, person, method, properties.GetTokenValue("refresh_token"), _mapping.IsNamedBy(new ProviderClaims(idToken.Claims))).ConfigureAwait(false);
        return null;
    }

    private async Task BeginAsync(HttpContext http, Person person, string method, string? refreshToken, bool needsIdToken)
    {
        if (string.IsNullOrEmpty(refreshToken))
        {
            Log.NoRefreshToken(logger, oidc.Value.Unconfirmed);
        }

        // The provider's answer is handled before anybody looks whose session the browser has.
        var former = await http.AuthenticateAsync(IdentityConstants.ApplicationScheme).ConfigureAwait(false);
        await signIns.BeginInBrowserAsync(person, method, http, former.Principal, session => confirmations.AddAsync(session.Id, refreshToken, needsIdToken)).ConfigureAwait(false);
    }

    private IReadOnlyList<Grant> GrantsOf(ProviderClaims claims, string subject)
    {
        if (_mapping.SourcesBeyondLimit(claims) is > 0 and var surplus)
        {
            Log.TooManySources(logger, subject, GrantList.MostSources, surplus);
        }

        return _mapping.GrantsOf(claims);
    }

    private static (string Issuer, string Subject) IdentityOf(ClaimsPrincipal idToken) =>
        idToken.FindFirstValue("iss") is { Length: > 0 and <= ProviderPeople.LongestId } issuer && idToken.FindFirstValue("sub") is { Length: > 0 and <= ProviderPeople.LongestId } subject
            ? (issuer, subject)
            : throw new ProviderException($"The provider's ID token needs the claims iss and sub, each of at most {ProviderPeople.LongestId} characters.");

    private static partial class Log
    {
        [LoggerMessage(2122, LogLevel.Information, "The provider gives subject {Subject} no role, so that the sign-in is refused")]
        public static partial void NoRole(ILogger logger, string subject);

        [LoggerMessage(2123, LogLevel.Warning, "The provider gave no refresh token, so that the session ends after {Unconfirmed}. Let it allow the scope offline_access, or what it has instead")]
        public static partial void NoRefreshToken(ILogger logger, TimeSpan unconfirmed);

        [LoggerMessage(2129, LogLevel.Warning, "The provider names more than {Most} daemons for subject {Subject}. The last {Surplus} by name are left out")]
        public static partial void TooManySources(ILogger logger, string subject, int most, int surplus);
    }
}
