using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>The first administrator, by the one-time link or by the settings.</summary>
public sealed class SetupTests(SharedHost shared)
{
    private const string Email = "first@example.com";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Setup_WithTheSecret_CreatesSomebodyWithEveryRole()
    {
        await using var host = await StartWithoutAdministratorAsync();
        var secret = await SecretAsync(host);

        using var answer = await SetupAsync(host, secret);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var service = await host.ServiceAsync(Email);
        using var me = await service.GetAsync(Routes.Me, Cancelled);
        (await me.ReadAsync()).ToJsonString().ShouldBe("""{"email":"first@example.com","roles":["viewer","operator","admin"],"sources":null,"operatesSources":null,"kind":"person","dashboards":null}""");
    }

    [Fact]
    public async Task Setup_ASecondTime_Is403()
    {
        await using var host = await StartWithoutAdministratorAsync();
        var secret = await SecretAsync(host);
        (await SetupAsync(host, secret)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        using var answer = await SetupAsync(host, secret, "second@example.com");

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Setup_TwiceAtOnce_CreatesOne()
    {
        await using var host = await StartWithoutAdministratorAsync();
        var secret = await SecretAsync(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SetupAsync(host, secret, $"racer{i}@example.com")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Forbidden).ShouldBe(3);
        await using var scope = host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        users.Users.AsEnumerable().Count(person => Rights.Of(person.Grants).Include(Roles.Admin)).ShouldBe(1);
    }

    [Fact]
    public async Task Setup_WithAWrongSecret_Is403_AndTheRightOneStillWorks()
    {
        await using var host = await StartWithoutAdministratorAsync();
        var secret = await SecretAsync(host);

        using var wrong = await SetupAsync(host, secret.Replace(secret[0], secret[0] == 'a' ? 'b' : 'a'));
        using var right = await SetupAsync(host, secret);

        wrong.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        right.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Setup_WithTheSecretOfAnEarlierLink_Is403()
    {
        await using var host = await StartWithoutAdministratorAsync();
        var earlier = await SecretAsync(host);
        await SecretAsync(host);

        using var answer = await SetupAsync(host, earlier);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(Email, "short", "Password")]
    [InlineData("nobody", MonitorHost.Password, "Email")]
    [InlineData("", MonitorHost.Password, "Email")]
    [InlineData("Ada Lovelace <ada@example.com>@", MonitorHost.Password, "Email")]
    public async Task Setup_WithWhatCannotBe_Is400ThatNamesIt_AndTheLinkStaysGood(string email, string password, string field)
    {
        await using var host = await StartWithoutAdministratorAsync();
        var secret = await SecretAsync(host);

        using var refused = await SetupAsync(host, secret, email, password);
        using var right = await SetupAsync(host, secret);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.ReadAsync())["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field], Case.Insensitive);
        right.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Setup_WhereThereIsAnAdministrator_HasNoLinkAndIs403()
    {
        var link = await shared.Host.Services.GetRequiredService<FirstSetup>().CreateLinkAsync();

        using var answer = await SetupAsync(shared.Host, "");
        using var guessed = await SetupAsync(shared.Host, "guessed");

        link.ShouldBeNull();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        guessed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Settings_OfAnAdministrator_AreOfNoEffectOnceThereIsOne()
    {
        var folder = Directory.CreateTempSubdirectory("monitor-test-");
        await using (await MonitorHost.StartAsync(settings: [("DataDirectory", folder.FullName)]))
        {
        }

        await using (var host = await MonitorHost.StartAsync(settings: [("DataDirectory", folder.FullName), ("Admin:Email", "eve@example.com"), ("Admin:Password", "another horse battery")]))
        {
            using var caller = host.Caller();
            using var eve = await caller.PostAsJsonAsync(Routes.Login, new { email = "eve@example.com", password = "another horse battery" }, Cancelled);
            using var ada = await caller.PostAsJsonAsync(Routes.Login, new { email = MonitorHost.AdminEmail, password = MonitorHost.Password }, Cancelled);

            eve.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            ada.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        folder.Delete(recursive: true);
    }

    private static Task<MonitorHost> StartWithoutAdministratorAsync() => MonitorHost.StartAsync(settings: [("Admin:Email", ""), ("Admin:Password", "")]);

    private static async Task<string> SecretAsync(MonitorHost host)
    {
        var link = await host.Services.GetRequiredService<FirstSetup>().CreateLinkAsync();
        link.ShouldNotBeNull().ShouldMatch("^/setup#[0-9a-f]{64}$");
        return link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..];
    }

    private static async Task<HttpResponseMessage> SetupAsync(MonitorHost host, string secret, string email = Email, string password = MonitorHost.Password)
    {
        using var caller = host.Caller();
        return await caller.PostAsJsonAsync(Routes.Setup, new { secret, email, password }, Cancelled);
    }
}
