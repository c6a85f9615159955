using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace FlextMonitor.Testing.Web.Providers;

/// <summary>The provider's endpoints, behind OpenIddict's own checks.</summary>
internal static class ProviderEndpoints
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
    private const string Authorize = "connect/authorize";
    private const string Token = "connect/token";
    private const string UserInfo = "connect/userinfo";

    /// <summary>Adds a provider that signs with the first key. It still reads what it signed with the others, such as refresh tokens, and publishes the first alone.</summary>
    public static void AddProvider(this IServiceCollection services, IReadOnlyList<SecurityKey> signingKeys, SecurityKey encryptionKey) => services.AddOpenIddict()
        .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<ProviderStore>())
        .AddServer(server =>
        {
            server.SetAuthorizationEndpointUris(Authorize).SetTokenEndpointUris(Token).SetUserInfoEndpointUris(UserInfo).SetRevocationEndpointUris("connect/revoke");

            // A refresh token is good once, as at strict providers.
            server.SetRefreshTokenReuseLeeway(TimeSpan.Zero);
            server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes(Scopes.Email, Scopes.Profile, Scopes.OfflineAccess);
            foreach (var key in signingKeys)
            {
                server.AddSigningKey(key);
            }

            server.AddEventHandler<OpenIddictServerEvents.HandleJsonWebKeySetRequestContext>(handler => handler.SetOrder(int.MaxValue).UseInlineHandler(published =>
            {
                published.Keys.RemoveAll(key => key.Kid != signingKeys[0].KeyId);
                return default;
            }));
            server.AddEncryptionKey(encryptionKey).DisableAccessTokenEncryption();
            server.UseAspNetCore().DisableTransportSecurityRequirement()
                .EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().EnableUserInfoEndpointPassthrough();
        });

    public static void MapProvider(this WebApplication application)
    {
        application.UseAuthentication();
        application.MapGet(Authorize, AuthorizePerson);
        application.MapPost(Token, ExchangeAsync);
        application.MapGet(UserInfo, TellAsync);
    }

    private static IResult AuthorizePerson(HttpContext http, ProviderDirectory directory) => directory.SignsIn is { } person
        ? SignIn(Describe(NewIdentity(), person, directory), http.GetOpenIddictServerRequest()!.GetScopes())
        : Refuse(Errors.AccessDenied);

    private static async Task<IResult> ExchangeAsync(HttpContext http, ProviderDirectory directory)
    {
        if (http.GetOpenIddictServerRequest()!.IsClientCredentialsGrantType())
        {
            return SignIn(OfService(directory), []);
        }

        var principal = (await http.AuthenticateAsync(Scheme)).Principal!;
        return directory.Find(principal.GetClaim(Claims.Subject)!) is { } person
            ? SignIn(Describe(new ClaimsIdentity(principal.Claims, Scheme, Claims.Name, Claims.Role), person, directory), principal.GetScopes())
            : Refuse(Errors.InvalidGrant);
    }

    private static async Task<IResult> TellAsync(HttpContext http, ProviderDirectory directory)
    {
        var subject = (await http.AuthenticateAsync(Scheme)).Principal!.GetClaim(Claims.Subject)!;
        if (directory.Find(subject) is not { } person)
        {
            return Refuse(Errors.InvalidToken);
        }

        var claims = new Dictionary<string, object> { [Claims.Subject] = person.Subject, [Claims.Email] = person.Email, [Claims.EmailVerified] = person.IsEmailVerified };
        if (directory.IsInUserInfo)
        {
            claims["groups"] = person.Groups;
        }

        return Results.Json(claims);
    }

    private static ClaimsIdentity NewIdentity() => new(Scheme, Claims.Name, Claims.Role);

    private static ClaimsIdentity OfService(ProviderDirectory directory)
    {
        var identity = NewIdentity();
        identity.SetClaim(Claims.Subject, OidcProvider.ServiceId).SetClaims("roles", directory.ServiceRoles.ToImmutableArray()).SetResources(OidcProvider.Audience);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return identity;
    }

    private static ClaimsIdentity Describe(ClaimsIdentity identity, ProviderPerson person, ProviderDirectory directory)
    {
        identity.SetClaim(Claims.Subject, person.Subject).SetClaim(Claims.Email, person.Email).SetClaim(Claims.EmailVerified, person.IsEmailVerified);
        identity.SetClaims("groups", directory.IsInIdToken ? person.Groups.ToImmutableArray() : []);
        identity.SetClaims("monitors", (person.Sources ?? []).ToImmutableArray());
        identity.SetClaims(Claims.AuthenticationMethodReference, person.Method is { } method ? ImmutableArray.Create(method) : []);
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        return identity;
    }

    private static IResult SignIn(ClaimsIdentity identity, IEnumerable<string> scopes)
    {
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(scopes);
        return Results.SignIn(principal, authenticationScheme: Scheme);
    }

    private static IResult Refuse(string error) =>
        Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = error }), [Scheme]);
}
