using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SystemStats = FlextMonitor.Proto.SystemStats;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Sign-ins from many addresses at once.</summary>
public sealed class SignInFloodTests
{
    private const int Addresses = 200;

    /// <summary>On about half of the cores, with 16 that wait for each.</summary>
    private static readonly int Threads = Math.Max(1, Environment.ProcessorCount / 2);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_FromManyAddressesAtOnce_ChecksFew_RefusesTheRest_AndServesEverybodyElse()
    {
        using var hasher = new HeldHasher();
        await using var host = await MonitorHost.StartAsync(services: services => services.AddSingleton<IPasswordHasher<Person>>(hasher));
        await using var subscriber = await host.SubscribeAsync((await host.TokensAsync()).AccessToken);
        await subscriber.FirstStateAsync();
        hasher.Hold();

        // Each thread has a check before the others come: until it takes one, that one counts as waiting.
        var attempts = Enumerable.Range(0, Threads).Select(i => LoginAsync(host.Address, i)).ToList();
        try
        {
            await Eventually.IsAsync(() => hasher.Running == Threads);
            attempts.AddRange(Enumerable.Range(Threads, Math.Max(Addresses, 20 * Threads)).Select(i => LoginAsync(host.Address, i)));
            await Eventually.IsAsync(() => attempts.Count(attempt => attempt.IsCompleted) == attempts.Count - (17 * Threads));
            hasher.Running.ShouldBe(Threads);
            hasher.WasOnThreadPool.ShouldBeFalse();
            using var caller = host.Caller();
            (await caller.GetAsync(Routes.HealthLive, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
            host.Daemon.Script.GetSystemStats = _ => Task.FromResult(new SystemStats { CpuUsage = 77 });
            await subscriber.NextAsync<DashboardStats>(stats => stats.CpuUsage == 77);
        }
        finally
        {
            // The host waits for its checks when it stops.
            hasher.Release();
        }

        var answers = await Task.WhenAll(attempts).DefaultTimeout();
        answers.Count(answer => answer.Status == HttpStatusCode.Unauthorized).ShouldBe(17 * Threads);
        answers.Where(answer => answer.Status != HttpStatusCode.Unauthorized).ShouldAllBe(answer => answer.Status == HttpStatusCode.ServiceUnavailable && answer.RetryAfter == TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Login_WithAHashOfAnEarlierRelease_MakesItCostWhatTodayCosts_AndEndsNoSession()
    {
        await using var host = await MonitorHost.StartAsync();
        var email = await host.CreateUserAsync("old@example.com", Roles.Viewer);
        using var before = await host.ServiceAsync(email);
        await SetHashAsync(host, email, iterations: 100);

        using var after = await host.ServiceAsync(email);

        (await HashAsync(host, email)).ShouldBe(InProcessMonitor.Iterations);
        (await before.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await after.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? RetryAfter)> LoginAsync(string address, int number)
    {
        using var caller = LoopbackCaller.From(address, $"127.0.{1 + (number / 250)}.{1 + (number % 250)}");
        using var answer = await caller.PostAsJsonAsync(Routes.Login, new { email = $"nobody{number}@example.com", password = "wrong horse battery" }, Cancelled);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }

    private static async Task SetHashAsync(MonitorHost host, string email, int iterations)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = (await users.FindByEmailAsync(email))!;
        var hasher = new PasswordHasher<Person>(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        person.PasswordHash = hasher.HashPassword(person, MonitorHost.Password);
        (await users.UpdateAsync(person)).Succeeded.ShouldBeTrue();
    }

    /// <summary>The iterations of a person's hash, as Identity's format 3 holds them.</summary>
    private static async Task<int> HashAsync(MonitorHost host, string email)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var person = (await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email))!;
        return BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(person.PasswordHash!).AsSpan(5));
    }
}
