using System.Security.Claims;
using System.Text.Encodings.Web;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Connections;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>The hub on a real port. The test controls the feed, and request headers set the caller's identity.</summary>
internal sealed class HubHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private HubHost(WebApplication application) => _application = application;

    public FakeDaemonCalls Daemons => (FakeDaemonCalls)_application.Services.GetRequiredService<IDaemonCalls>();

    public ISubscriberConnections Connections => _application.Services.GetRequiredService<ISubscriberConnections>();

    public IServiceProvider Services => _application.Services;

    /// <summary>Gives a session another standing in the store; this process is not told.</summary>
    public void ChangeRights(string session, Standing standing) => Services.GetRequiredService<ClaimedRights>().Change(session, standing);

    public string Address => _application.Urls.Single();

    public static Task<HubHost> StartAsync(string? url = null, params (string Key, string Value)[] settings) => StartAsync(_ => { }, url, settings);

    /// <summary>A hub with further rooms. What maps a room is registered as an <see cref="Action{WebApplication}"/>.</summary>
    public static async Task<HubHost> StartAsync(Action<IServiceCollection> addRooms, string? url = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.WebHost.UseUrls(url ?? "http://127.0.0.1:0");
        builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
        builder.Services.AddAuthorization();
        builder.Services.AddMemoryFeed().AddFakeDaemon().AddLive().AddSingleton<ClaimedRights>().AddSingleton<ICallerRights>(provider => provider.GetRequiredService<ClaimedRights>());
        addRooms(builder.Services);
        var application = builder.Build();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapLive();
        application.MapConnections();
        foreach (var map in application.Services.GetServices<Action<WebApplication>>())
        {
            map(application);
        }

        await application.StartAsync();
        return new HubHost(application);
    }

    public void Publish(params SourceMessage[] messages) =>
        _application.Services.GetRequiredService<FeedOutlet>().Publish(FeedBatch.Of(messages));

    /// <summary>Connects a subscriber with the given role, or without one.</summary>
    public Task<HubSubscriber> ConnectAsync(
        HubProtocolKind protocol = HubProtocolKind.Json, string? role = Roles.Viewer, bool reconnect = false, string session = "session", string sources = "") =>
        HubSubscriber.ConnectAsync(
            Address,
            protocol,
            options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
                options.Headers["X-User"] = "ada";
                options.Headers["X-Role"] = role ?? "";
                options.Headers["X-Session"] = session;
                options.Headers["X-Sources"] = sources;
            },
            reconnect);

    public Task StopAsync() => _application.StopAsync();

    /// <summary>Stops before it is disposed of, which alone would leave what runs in the background at work on the stores.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private sealed class HeaderAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-User"].ToString() is not { Length: > 0 } user)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var identity = new ClaimsIdentity("header");
            identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, user));
            identity.AddClaim(new Claim(ClaimTypes.Email, $"{user}@example.org"));
            identity.AddClaim(new Claim(AccessClaims.SessionId, Request.Headers["X-Session"].ToString()));
            identity.AddClaim(new Claim(ClaimedRights.SourcesClaim, Request.Headers["X-Sources"].ToString()));
            identity.AddClaim(new Claim(identity.RoleClaimType, Request.Headers["X-Role"].ToString()));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "header")));
        }
    }
}
