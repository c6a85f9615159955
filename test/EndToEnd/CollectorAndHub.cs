using System.Security.Claims;
using System.Text.Encodings.Web;
using FlextMonitor.Collector;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.EndToEnd.Tests;

/// <summary>The real collector and the real hub in one process, on a real port. Every connection is an operator.</summary>
internal sealed class CollectorAndHub : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly DirectoryInfo _data;

    private CollectorAndHub(WebApplication application, DirectoryInfo data)
    {
        _application = application;
        _data = data;
    }

    public string Address => _application.Urls.Single();

    public ISubscriberConnections Connections => _application.Services.GetRequiredService<ISubscriberConnections>();

    /// <summary>Watches one daemon, named <c>default</c>, with an interval of 200 ms.</summary>
    /// <param name="address">The daemon's address.</param>
    /// <param name="settings">Further settings of the daemon.</param>
    public static Task<CollectorAndHub> WatchAsync(string address, params (string Key, string Value)[] settings) => StartAsync(
        [("Daemons:0:Address", address), ("Daemons:0:Interval", "00:00:00.2"), .. settings.Select(setting => ($"Daemons:0:{setting.Key}", setting.Value))]);

    /// <summary>With these settings alone, and no limit of load: on a busy machine answers are slow, and tests do not wait for longer intervals.</summary>
    public static async Task<CollectorAndHub> StartAsync(params (string Key, string Value)[] settings)
    {
        var load = settings.Select(setting => setting.Key).Where(key => key.EndsWith(":Address", StringComparison.Ordinal)).Select(key => (Key: key.Replace(":Address", ":LoadPercent", StringComparison.Ordinal), Value: "100"));
        var data = Directory.CreateTempSubdirectory("flextmonitor-test-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            load.Concat(settings).Append(("DataDirectory", data.FullName)).Select(setting => KeyValuePair.Create<string, string?>(setting.Item1, setting.Item2)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication("operator").AddScheme<AuthenticationSchemeOptions, OperatorAuthentication>("operator", null);
        builder.Services.AddAuthorization();
        builder.Services.AddCollector();
        builder.Services.AddLive().AddSingleton<ICallerRights, RoleClaimRights>();
        var application = builder.Build();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapLive();
        await application.StartAsync();
        return new CollectorAndHub(application, data);
    }

    public Task<HubSubscriber> ConnectAsync(HubProtocolKind protocol) => HubSubscriber.ConnectAsync(Address, protocol);

    public Task<LightSubscriber> ConnectLightAsync() => LightSubscriber.ConnectAsync(Address);

    /// <summary>Waits until all feeds of a daemon have answered, so that a later subscriber receives the whole state at once.</summary>
    public async Task WaitUntilCompleteAsync(string source = "default")
    {
        await using var subscriber = await ConnectAsync(HubProtocolKind.Json);
        await subscriber.FirstStateAsync(source);
        if (subscriber.Received.OfType<SourceStatus>().Last(status => status.Source == source).State == SourceState.Connecting)
        {
            await subscriber.NextAsync<SourceStatus>(status => status.Source == source && status.State != SourceState.Connecting);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().DefaultTimeout();
        await _application.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private sealed class OperatorAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            Claim[] claims = [new(ClaimTypes.NameIdentifier, "ada"), new(ClaimTypes.Role, Roles.Operator), new(AccessClaims.SessionId, "session")];
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, "operator")), "operator")));
        }
    }
}
