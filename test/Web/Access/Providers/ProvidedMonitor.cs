using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web.Providers;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests.Access.Providers;

/// <summary>A monitor with a provider, which knows it.</summary>
internal sealed class ProvidedMonitor : IAsyncDisposable
{
    /// <summary>What everybody with a role may read.</summary>
    public const string ForViewers = "/metrics";

    /// <summary>How often the monitor looks for what is due.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    /// <summary>How long a session is taken while the monitor asks for it.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    private ProvidedMonitor(MonitorHost host, OidcProvider provider) => (Host, Provider) = (host, provider);

    public MonitorHost Host { get; }

    public OidcProvider Provider { get; }

    public ProviderDirectory Directory => Provider.Directory;

    /// <summary>Starts both. See <see cref="OidcProvider.MonitorSettings"/> for the groups that give roles.</summary>
    public static async Task<ProvidedMonitor> StartAsync(Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings)
    {
        var provider = await OidcProvider.StartNewAsync();
        try
        {
            var host = await MonitorHost.StartAsync(
                services: services, settings: [.. provider.MonitorSettings, .. settings]);
            await provider.RegisterAsync(host.Address);
            return new ProvidedMonitor(host, provider);
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>A browser in which somebody has signed in by the provider.</summary>
    public async Task<ProviderBrowser> SignInAsync(ProviderPerson person)
    {
        Directory.SignIn(person);
        var browser = new ProviderBrowser(Host);
        (await browser.SignInAsync()).ShouldBe("/");
        return browser;
    }

    /// <summary>The first administrator, who has a password.</summary>
    public async Task<HttpClient> AdministratorAsync()
    {
        using var caller = Host.Caller();
        using var answer = await caller.PostAsJsonAsync(Routes.Login, new { email = MonitorHost.AdminEmail, password = MonitorHost.Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return Host.Caller((string)(await answer.ReadAsync())["accessToken"]!);
    }

    /// <summary>A subscriber with the cookie of a browser, whose connection is watched.</summary>
    public async Task<HubSubscriber> SubscribeAsync(ProviderBrowser browser)
    {
        var subscriber = await HubSubscriber.ConnectAsync(Host.Address, HubProtocolKind.Json, options => options.Headers["Cookie"] = browser.Cookie);
        await subscriber.Connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, TestContext.Current.CancellationToken).DefaultTimeout();
        return subscriber;
    }

    /// <summary>Lets the time pass until the session is due to be confirmed again, and the monitor looks for what is due.</summary>
    public async Task LetTheProviderBeAskedAsync(ClosingClock clock)
    {
        if (await SettledAsync(clock, _ => false) is { } dueAt)
        {
            clock.Advance((dueAt > clock.Now ? dueAt - clock.Now : TimeSpan.Zero) + Round);
            await SettledAsync(clock, next => next == dueAt);
        }
    }

    /// <summary>When the only session is due; <c>null</c> if nothing is stored of any.</summary>
    public async Task<DateTimeOffset?> FindDueTimeAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Host.DataDirectory, "monitor.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT DueAt FROM ProviderSessions";
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is long milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    // Not while a question is under way: as the time passes, the session would be free for another one with the same token.
    private Task<DateTimeOffset?> SettledAsync(ClosingClock clock, Predicate<DateTimeOffset?> isPending) => Eventually.GetAsync(
        FindDueTimeAsync, dueAt => !isPending(dueAt) && !(dueAt - clock.Now > Claim - TimeSpan.FromSeconds(6) && dueAt - clock.Now <= Claim));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
