using FlextMonitor.Collector;
using FlextMonitor.Hosting.Programs;
using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Access.Displays;
using FlextMonitor.Hub.Access.Factors;
using FlextMonitor.Hub.Access.Keys;
using FlextMonitor.Hub.Access.Passkeys;
using FlextMonitor.Hub.Access.Passwords;
using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Access.Proxies;
using FlextMonitor.Hub.Access.Tokens;
using FlextMonitor.Hub.Access.Views;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Mail;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Hub.Access;

/// <summary>Registers authentication and authorization: people, roles, sessions, cookies for browsers, bearer tokens for services.</summary>
public static class AccessRegistration
{
    /// <summary>The CORS policy of the hub, for pages of the origins that the settings name.</summary>
    public const string HubCors = "hub";

    /// <summary>The CORS policy of the requests that a service makes over HTTP, for pages of the same origins: with tokens, never with cookies.</summary>
    public const string TokenCors = "tokens";

    private const string CookieOrBearer = "cookie-or-bearer";
    private static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromHours(1);

    /// <summary>Adds all of it. Every endpoint requires a signed-in user unless it says otherwise.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.TryAddSingleton(TimeProvider.System);
        services.AddMemoryCache();
        services.AddAudit();
        services.AddMail();

        // Not in the host: the validation of request types is generated for the assembly that makes this call.
        services.AddValidation();
        services.AddSettings<AdminOptions>(AdminOptions.Section);
        services.AddSingleton<IValidateOptions<AdminOptions>, AdminOptions.Validation>();
        services.AddSettings<OriginOptions>(OriginOptions.Section);
        services.AddSingleton<IValidateOptions<OriginOptions>, OriginOptions.Validation>();
        services.AddSettings<AccessOptions>(AccessOptions.Section);
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptions.Validation>();
        AddPublicAddress(services);
        services.AddProviderSettings();
        services.AddStore<AccessDbContext, SqliteAccessDbContext, PostgresAccessDbContext>(StoreName.Monitor, HistoryRepository.DefaultTableName);
        services.AddKeys();
        AddIdentity(services);
        AddSchemes(services);
        services.AddSettings<SessionOptions>(SessionOptions.Section);
        services.AddSingleton<IValidateOptions<SessionOptions>, SessionOptions.Validation>();
        services.AddSingleton<StandingQuery>().AddSingleton<RightsChanges>().AddSingleton<CredentialsUse>().AddSingleton<CallerRights>();
        services.AddSingleton<ICallerRights>(provider => provider.GetRequiredService<CallerRights>());
        services.AddSingleton<IPeopleRights, PeopleRights>().AddSingleton<IKnownPeople, KnownPeople>().AddSingleton<IDisplays, BoundDisplays>();
        services.AddSingleton<EndedSessions>().AddHealthChecks().AddCheck<EndedSessions>("sessions");
        services.AddHostedService<EndedSessionsRetry>();
        services.AddSingleton<RequestAudit>().AddSingleton<SessionAudit>();
        services.AddClusterSignals();
        services.AddSingleton<SessionEnds>().AddHostedService<AccessSignals>();
        services.AddSingleton<Sessions>().AddSingleton<SignInThrottle>().AddSingleton<SetupSecret>().AddSingleton<Origins>();
        services.TryAddSingleton<KnownProxies>();
        services.TryAddSingleton<UnknownProxies>();
        services.AddSingleton<PasswordThreads>().AddSingleton<PasswordCost>().AddSingleton<AccountFailures>().AddSingleton<KnownDevices>();
        services.Configure<PasswordHasherOptions>(hashes => hashes.IterationCount = PasswordCost.Iterations);
        services.AddScoped<Accounts>().AddScoped<SignIns>().AddScoped<SessionRenewal>();
        services.AddHostedService<EndlessTokenWarning>();
        services.AddSingleton<TokenStore>().AddSingleton<TokenLookup>().AddSingleton<SessionList>().AddSingleton<RecentSignIn>().AddSingleton<OneTimeLinks>().AddSingleton<LinkDelivery>();
        services.AddSingleton<SecondFactor>().AddSingleton<PasskeyAddress>().AddSingleton<PasskeyState>().AddSingleton<DisplayCodes>().AddScoped<FactorRemoval>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<PasskeyAddress>((options, address) => address.Configure(options));
        services.AddSingleton<SavedViewStore>();
        services.AddScoped<PersonStore>().AddScoped<PasswordChanges>().AddScoped<RestoredSignIn>();
        services.AddSingleton<CallerCheck>().AddSingleton<OriginCheck>().AddSingleton<RefusedOriginLog>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalHandler>();
        services.AddExceptionHandler<StoreUnavailableHandler>();
        services.AddSingleton(provider => new FirstSetup(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<SetupSecret>(), provider.GetRequiredService<IOptions<AccessOptions>>(), provider.GetRequiredService<IOptions<OidcOptions>>()));
        services.AddSingleton(provider => new AdministratorReset(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHostedService<AccessPreparation>();
        return services;
    }

    /// <summary>Authenticates requests and checks their origin. Call it before anything is mapped.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder application)
    {
        ArgumentNullException.ThrowIfNull(application);

        return application
            .UseCors()
            .UseAuthentication()
            .UseSingleton<CallerCheck>()
            .UseSingleton<RequestAudit>()
            .UseSingleton<OriginCheck>()
            .UseAuthorization();
    }

    /// <summary>
    /// Lets pages of the origins that the settings name use those endpoints of a group that need a signed-in caller: with tokens, never with cookies. What anyone may call says for
    /// itself whether they may.
    /// </summary>
    public static RouteGroupBuilder RequireTokenCors(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            if (!endpoint.Metadata.OfType<IAllowAnonymous>().Any())
            {
                endpoint.Metadata.Add(new EnableCorsAttribute(TokenCors));
            }
        });
        return group;
    }

    /// <summary>Maps the endpoints for accounts, people, sessions and tokens.</summary>
    public static void MapAccess(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAccountEndpoints();
        endpoints.MapSignInState();
        endpoints.MapPasswordEndpoints();
        endpoints.MapLinkChecks();
        endpoints.MapPeopleEndpoints();
        endpoints.MapSessionEndpoints();
        endpoints.MapTokenEndpoints();
        endpoints.MapReauthentication();
        endpoints.MapTwoFactorEndpoints();
        endpoints.MapPasskeyEndpoints();
        endpoints.MapPasskeySignIn();
        endpoints.MapProviderSignIn();
        endpoints.MapDisplayEndpoints();
        endpoints.MapDisplaySignIn();
        endpoints.MapSavedViews();
    }

    private static void AddPublicAddress(IServiceCollection services)
    {
        services.AddKnownSetting("", PublicAddress.Key, PublicAddress.Description);
        services.AddOptions<PublicAddress.Options>().Configure<IConfiguration>((options, configuration) => options.Url = configuration[PublicAddress.Key]).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PublicAddress.Options>, PublicAddress.Validation>();
        services.AddSingleton<PublicAddress>();
    }

    private static void AddIdentity(IServiceCollection services)
    {
        // First, so that Identity takes this one: it holds nothing, and its own, which lives for a request, could be used by no service that lives longer.
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddIdentityCore<Person>(identity =>
            {
                identity.User.RequireUniqueEmail = true;

                // The user name is the e-mail address, which may hold characters that Identity refuses by default: o'brien@…
                identity.User.AllowedUserNameCharacters = "";

                // Length is what makes a password hard to guess; composition rules make it hard to remember.
                identity.Password.RequiredLength = AdminOptions.ShortestPassword;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequiredUniqueChars = 1;
            })
            .AddPasswordValidator<CommonPasswords>()
            .AddPasswordValidator<ContextWords>()
            .AddEntityFrameworkStores<AccessDbContext>()
            .AddSignInManager();
    }

    private static void AddSchemes(IServiceCollection services)
    {
        // Not AddIdentityCookies: its periodic revalidation builds a new principal, which lacks the session claim.
        services.AddAuthentication(CookieOrBearer)
            .AddPolicyScheme(CookieOrBearer, null, policy => policy.ForwardDefaultSelector = RequestToken.SchemeOf)
            .AddCookie(IdentityConstants.ApplicationScheme, SessionCookie.Configure)
            .AddBearerToken(IdentityConstants.BearerScheme, ConfigureBearer)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<SessionOptions>>((cookie, session) => cookie.ExpireTimeSpan = session.Value.Longest);
        services.AddOptions<BearerTokenOptions>(IdentityConstants.BearerScheme)
            .Configure<IOptions<SessionOptions>>((bearer, session) => bearer.RefreshTokenExpiration = session.Value.Longest);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsSignedInOrRoutingError).Build());
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<OriginOptions>>((cors, origins) => AddPolicies(
            cors, [.. origins.Value.ReadOrigins().Select(origin => origin.ToString())]));
    }

    private static void AddPolicies(CorsOptions cors, string[] origins)
    {
        cors.AddPolicy(HubCors, policy => policy.WithOrigins(origins).AllowAnyHeader().AllowCredentials()
            .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete).WithExposedHeaders(HeaderNames.RetryAfter));
        cors.AddPolicy(TokenCors, policy => policy.WithOrigins(origins).AllowAnyHeader()
            .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete).WithExposedHeaders(HeaderNames.RetryAfter, HeaderNames.ETag));
    }

    // Routing answers a wrong method or content type with an endpoint of its own, which is not a RouteEndpoint and has no authorization metadata.
    // Asking for a sign-in there would hide the real error.
    private static bool IsSignedInOrRoutingError(AuthorizationHandlerContext call) =>
        call.User.Identity?.IsAuthenticated == true
        || (call.Resource is HttpContext http && http.GetEndpoint() is not (null or RouteEndpoint));

    private static void ConfigureBearer(BearerTokenOptions bearer)
    {
        bearer.BearerTokenExpiration = AccessTokenLifetime;
        bearer.Events.OnMessageReceived = context =>
        {
            context.Token = RequestToken.Of(context.Request);
            return Task.CompletedTask;
        };
    }
}
