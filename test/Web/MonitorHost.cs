using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests;

/// <summary>The whole program on a real port, with an administrator, one daemon that answers as a test says, and a data directory of its own.</summary>
public sealed class MonitorHost : IAsyncDisposable
{
    public const string AdminEmail = "ada@example.com";
    public const string Password = "correct horse battery";

    /// <summary>For a start on a machine that does much else.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly MonitorProgram _program;
    private readonly string _folder;

    private MonitorHost(MonitorProgram program, ScriptedDaemon daemon, string folder)
    {
        _program = program;
        Daemon = daemon;
        _folder = folder;
    }

    public ScriptedDaemon Daemon { get; }

    public string DataDirectory => Path.Combine(_folder, "data");

    public IServiceProvider Services => _program.Services;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234</c>.</summary>
    public string Address => Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Starts one; a setting of the test's wins over the usual one, and an empty one takes it away.</summary>
    public static async Task<MonitorHost> StartAsync(
        Action<DaemonScript>? script = null, Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings)
    {
        var daemon = await ScriptedDaemon.StartAsync();
        script?.Invoke(daemon.Script);
        var folder = Directory.CreateTempSubdirectory("monitor-test-").FullName;
        var usual = new Dictionary<string, string>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["DataDirectory"] = Path.Combine(folder, "data"),
            ["webroot"] = WebRoot.Create(folder),
            ["Admin:Email"] = AdminEmail,
            ["Admin:Password"] = Password,
            ["Daemons:0:Address"] = daemon.Address,
            ["Daemons:0:Interval"] = "00:00:00.2",
            ["Logs:Level"] = "Fatal",
        };
        foreach (var (key, value) in settings)
        {
            usual[key] = value;
        }

        var host = new MonitorHost(new MonitorProgram(usual, services), daemon, folder);
        try
        {
            await Task.Run(host._program.StartServer).WaitAsync(StartLimit);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>A caller that follows no redirects and keeps no cookies.</summary>
    public HttpClient Caller(string? bearer = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Address), Timeout = Limit };
        if (bearer is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        return client;
    }

    /// <summary>A signed-in service.</summary>
    public async Task<HttpClient> ServiceAsync(string email = AdminEmail) => Caller((await TokensAsync(email)).AccessToken);

    /// <summary>A signed-in browser, whose page is this host's.</summary>
    public async Task<HttpClient> BrowserAsync(string email = AdminEmail)
    {
        var browser = Caller();
        browser.DefaultRequestHeaders.Add("Origin", Address);
        browser.DefaultRequestHeaders.Add("Cookie", await CookieAsync(email));
        return browser;
    }

    /// <summary>Signs a browser in: its cookie, as it sends it back.</summary>
    public async Task<string> CookieAsync(string email = AdminEmail)
    {
        using var caller = Caller();
        using var answer = await caller.PostAsJsonAsync($"{Routes.Login}?useCookies=true", new { email, password = Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return answer.Header("Set-Cookie")!.Split(';')[0];
    }

    /// <summary>Signs a service in.</summary>
    public async Task<(string AccessToken, string RefreshToken)> TokensAsync(string email = AdminEmail)
    {
        using var caller = Caller();
        using var answer = await caller.PostAsJsonAsync(Routes.Login, new { email, password = Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var tokens = await answer.ReadAsync();
        return ((string)tokens["accessToken"]!, (string)tokens["refreshToken"]!);
    }

    /// <summary>Creates somebody with the given roles, and the usual password.</summary>
    public async Task<string> CreateUserAsync(string email, params string[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        var user = new IdentityUser { UserName = email, Email = email };
        (await users.CreateAsync(user, Password)).Succeeded.ShouldBeTrue();
        (await users.AddToRolesAsync(user, roles)).Succeeded.ShouldBeTrue();
        return email;
    }

    /// <summary>A subscriber of the hub with a bearer token.</summary>
    public Task<HubSubscriber> SubscribeAsync(string accessToken, HubProtocolKind protocol = HubProtocolKind.Json) =>
        HubSubscriber.ConnectAsync(Address, protocol, options => options.AccessTokenProvider = () => Task.FromResult<string?>(accessToken));

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        await Daemon.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
