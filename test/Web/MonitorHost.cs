using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests;

/// <summary>The whole program in this process, with one daemon that answers as a test says, and callers of every kind.</summary>
public sealed class MonitorHost : IAsyncDisposable
{
    public const string AdminEmail = InProcessMonitor.Email;
    public const string Password = InProcessMonitor.Password;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private const int SignInsOfOnePerson = 6;

    private readonly ConcurrentDictionary<int, Lazy<Task<string>>> _administrators = new();
    private readonly InProcessMonitor _monitor;
    private readonly DirectoryInfo _folder;
    private int _signIns;

    private MonitorHost(InProcessMonitor monitor, ScriptedDaemon daemon, DirectoryInfo folder)
    {
        _monitor = monitor;
        Daemon = daemon;
        _folder = folder;
    }

    public ScriptedDaemon Daemon { get; }

    /// <inheritdoc cref="InProcessMonitor.DataDirectory"/>
    public string DataDirectory => _monitor.DataDirectory;

    /// <summary>The page, where the test names no other.</summary>
    public string PageFolder => Path.Combine(_folder.FullName, "wwwroot");

    public IServiceProvider Services => _monitor.Services;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234</c>.</summary>
    public string Address => _monitor.Address;

    /// <summary>Starts one; a setting of the test's wins over the usual one, and an empty one takes it away.</summary>
    public static async Task<MonitorHost> StartAsync(
        Action<DaemonScript>? script = null, Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings)
    {
        var daemon = await ScriptedDaemon.StartAsync();
        script?.Invoke(daemon.Script);
        var folder = Directory.CreateTempSubdirectory("monitor-test-");
        var all = InProcessMonitor.Watching(Interval, ("default", daemon));
        all["contentRoot"] = AppContext.BaseDirectory;
        all["webroot"] = WebRoot.Create(folder.FullName);
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        try
        {
            return new MonitorHost(await InProcessMonitor.StartAsync(all, services), daemon, folder);
        }
        catch
        {
            await daemon.DisposeAsync();
            folder.Delete(recursive: true);
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
    public async Task<HttpClient> ServiceAsync(string? email = null) => Caller((await TokensAsync(email)).AccessToken);

    /// <summary>A signed-in browser, whose page is this host's.</summary>
    public async Task<HttpClient> BrowserAsync(string? email = null)
    {
        var browser = Caller();
        browser.DefaultRequestHeaders.Add("Origin", Address);
        browser.DefaultRequestHeaders.Add("Cookie", await CookieAsync(email));
        return browser;
    }

    /// <summary>Signs a browser in: its cookie, as it sends it back.</summary>
    public async Task<string> CookieAsync(string? email = null)
    {
        using var caller = Caller();
        using var answer = await caller.PostAsJsonAsync($"{Routes.Login}?useCookies=true", new { email = email ?? await AdministratorAsync(), password = Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return answer.Header("Set-Cookie")!.Split(';')[0];
    }

    /// <summary>Signs a service in.</summary>
    public async Task<(string AccessToken, string RefreshToken)> TokensAsync(string? email = null)
    {
        using var caller = Caller();
        using var answer = await caller.PostAsJsonAsync(Routes.Login, new { email = email ?? await AdministratorAsync(), password = Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var tokens = await answer.ReadAsync();
        return ((string)tokens["accessToken"]!, (string)tokens["refreshToken"]!);
    }

    /// <inheritdoc cref="InProcessMonitor.CreateUserAsync(string, string[])"/>
    public Task<string> CreateUserAsync(string email, params string[] roles) => _monitor.CreateUserAsync(email, roles);

    /// <inheritdoc cref="InProcessMonitor.CreateUserAsync(string, IReadOnlyList{Grant})"/>
    public Task<string> CreateUserAsync(string email, IReadOnlyList<Grant> grants) => _monitor.CreateUserAsync(email, grants);

    /// <summary>Makes a service token.</summary>
    public async Task<(string Id, string Token)> CreateTokenAsync(IReadOnlyList<Grant> grants, DateTimeOffset? expiresAt = null)
    {
        using var administrator = await ServiceAsync();
        using var answer = await administrator.PostAsJsonAsync(Routes.Tokens, new { name = "test", grants, expiresAt });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var made = await answer.ReadAsync();
        return ((string)made["id"]!, (string)made["token"]!);
    }

    /// <summary>A subscriber of the hub with a bearer token.</summary>
    public Task<HubSubscriber> SubscribeAsync(string accessToken, HubProtocolKind protocol = HubProtocolKind.Json) =>
        HubSubscriber.ConnectAsync(Address, protocol, options => options.AccessTokenProvider = () => Task.FromResult<string?>(accessToken));

    /// <summary>The first administrator for the first sign-ins, and another one for every few more: a person has at most 20 sessions.</summary>
    private Task<string> AdministratorAsync()
    {
        var number = Interlocked.Increment(ref _signIns) / SignInsOfOnePerson;
        return number == 0
            ? Task.FromResult(AdminEmail)
            : _administrators.GetOrAdd(number, _ => new Lazy<Task<string>>(() => CreateUserAsync($"administrator-{number}@example.com", Roles.Admin))).Value;
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        await Daemon.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
