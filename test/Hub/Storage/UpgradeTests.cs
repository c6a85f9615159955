using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Storage;

/// <summary>A data directory of an earlier release goes on as it is. The files in <c>Releases</c> were written by the programs of those versions.</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";

    /// <summary>Minutes after the sessions of the file began: they expire after two weeks.</summary>
    private static readonly DateTimeOffset WhenItWasWritten = new(2026, 11, 28, 3, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("upgrade-test-");
    private WebApplication _application = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Storage", "Releases", "monitor-0.1.0.db"), Path.Combine(_data.FullName, "monitor.db"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("DataDirectory", _data.FullName)]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(WhenItWasWritten)).AddAccess();
        _application = builder.Build();
        _application.UseAccess();
        _application.MapAccess();
        await _application.StartAsync(Cancelled).DefaultTimeout();
    }

    [Theory]
    [InlineData("ada@example.com", "viewer", "operator", "admin")]
    [InlineData("grace@example.com", "viewer")]
    public async Task Start_WithAnEarlierDatabase_LetsItsPeopleSignInWithTheirRoles(string email, params string[] roles)
    {
        using var caller = new HttpClient { BaseAddress = new Uri(_application.Urls.Single()) };

        using var answer = await caller.PostAsJsonAsync(Routes.Login, new { email, password = Password }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var scope = _application.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var rights = Rights.Of((await users.FindByEmailAsync(email))!.Grants);
        rights.Sources.ShouldBeNull();
        Roles.All.Where(rights.Include).ShouldBe(roles);
    }

    [Theory]
    [InlineData("a1c012be88b856fafa26522cfd1d6c84", true)]
    [InlineData("ee068626543776f84428395ca1074191", true)]
    [InlineData("dd0214ed04600a716412a2683bda3689", false)]
    public async Task Start_WithAnEarlierDatabase_KeepsItsSessions_AndThoseThatHaveEnded(string sessionId, bool isAlive)
    {
        var sessions = _application.Services.GetRequiredService<Sessions>();

        (await sessions.IsAliveAsync(sessionId, Cancelled)).ShouldBe(isAlive);
        ((await sessions.RotateAsync(sessionId, 0, new ClientInfo(null, null), Cancelled)) is not null).ShouldBe(isAlive);
    }

    [Fact]
    public async Task Start_WithAnEarlierDatabase_HasNothingToSetUp() =>
        (await _application.Services.GetRequiredService<FirstSetup>().IsDoneAsync()).ShouldBeTrue();

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
