using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Configures how tokens of services are checked that come from a provider.</summary>
internal sealed class JwtScheme(IOptions<JwtOptions> settings, TimeProvider time) : IConfigureNamedOptions<JwtBearerOptions>
{
    /// <summary>The name of the scheme.</summary>
    public const string Name = "jwt";

    /// <summary>How far the clocks of provider and monitor may be apart. What a service's token permits ends exactly when that expires; see <see cref="JwtCaller"/>.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>The least time between two requests for the provider's keys: a token of an unknown key causes one.</summary>
    public static readonly TimeSpan KeyInterval = TimeSpan.FromMinutes(1);

    /// <summary>After how long the provider's keys are read again in any case, so that one that it has withdrawn is not good for much longer.</summary>
    public static readonly TimeSpan KeyLifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long a token may be good at most, because it cannot be revoked here.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(24);

    private const int Parts = 3;
    private static readonly object AskedFor = new();

    /// <summary>Signatures by a private key alone: whoever can check a token must not be able to make one.</summary>
    public static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly RoleMapping _mapping = settings.Value.Mapping;

    /// <summary>Whether a token is for this scheme: it is in use, and the token has the form of a JWT, which no other one has.</summary>
    public static bool Takes(HttpContext http, string token) =>
        token.Count(letter => letter == '.') == Parts - 1 && http.RequestServices.GetRequiredService<IOptions<JwtOptions>>().Value.IsSet;

    /// <summary>The service whose token a request carries, also where anyone may read; <c>null</c> if there is none.</summary>
    public static async Task<ClaimsPrincipal?> FindCallerAsync(HttpContext http)
    {
        // The request's own handler keeps its first answer, which is nobody where anyone may read.
        var handler = http.RequestServices.GetRequiredService<JwtBearerHandler>();
        var scheme = await http.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(Name).ConfigureAwait(false);
        await handler.InitializeAsync(scheme!, http).ConfigureAwait(false);
        http.Items[AskedFor] = true;
        return (await handler.AuthenticateAsync().ConfigureAwait(false)).Principal;
    }

    public void Configure(JwtBearerOptions options) => Configure(Name, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != Name)
        {
            return;
        }

        var jwt = settings.Value;
        options.Authority = jwt.Authority;
        options.RequireHttpsMetadata = !ProviderAddress.IsPlain(jwt.Authority!);
        options.MapInboundClaims = false;
        options.RefreshInterval = KeyInterval;
        options.AutomaticRefreshInterval = KeyLifetime;
        options.BackchannelTimeout = ProviderRegistration.Patience;
        options.BackchannelHttpHandler = ProviderRegistration.CreateHandler();
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = jwt.Audience,
            ValidAlgorithms = Algorithms,
            ValidTypes = string.IsNullOrEmpty(jwt.TokenType) ? null : [jwt.TokenType],
            ClockSkew = ClockSkew,
        };
        options.Events = new JwtBearerEvents { OnMessageReceived = Read, OnTokenValidated = Replace };
    }

    private static Task Read(MessageReceivedContext context)
    {
        if (CallerCheck.AllowsAnonymousRead(context.HttpContext) && !context.HttpContext.Items.ContainsKey(AskedFor))
        {
            context.NoResult();
        }
        else
        {
            context.Token = RequestToken.Of(context.Request);
        }

        return Task.CompletedTask;
    }

    private Task Replace(TokenValidatedContext context)
    {
        if (context.SecurityToken.ValidTo - time.GetUtcNow().UtcDateTime > LongestLifetime)
        {
            context.Fail($"The token is good for more than {LongestLifetime.TotalHours:0} hours, and cannot be revoked here.");
            return Task.CompletedTask;
        }

        var claims = new ProviderClaims(context.Principal?.Claims ?? []);
        context.Principal = JwtCaller.Create(claims, _mapping.GrantsOf(claims), context.SecurityToken.ValidTo);
        return Task.CompletedTask;
    }
}
