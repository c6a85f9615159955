using System.Net;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>A store or a key that cannot be written or read lets nobody go on who signed out, and makes the process unready.</summary>
public sealed class UnwritableStoreTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logout_WhileTheStoreCannotBeWritten_EndsTheSession_AndIsStoredLater()
    {
        await using var host = await MonitorHost.StartAsync();
        using var browser = await host.BrowserAsync();
        var (access, _) = await host.TokensAsync();
        using var service = host.Caller(access);
        await using var subscriber = await host.SubscribeAsync(access);
        await subscriber.FirstStateAsync();
        using var caller = host.Caller();
        await ExecuteAsync(host, "CREATE TRIGGER \"Full\" BEFORE UPDATE ON \"Sessions\" BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");

        using var ofBrowser = await browser.PostAsync(Routes.Logout, null, Cancelled);
        using var ofService = await service.PostAsync(Routes.Logout, null, Cancelled);

        ofBrowser.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ofBrowser.SessionCookie().ShouldContain("expires=Thu, 01 Jan 1970");
        ofService.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await subscriber.NextAsync<Closing>()).Reason.ShouldBe(ClosingReason.SignedOut);
        await subscriber.Closed.DefaultTimeout();
        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await UnreadyAsync(caller, "\"sessions\":{\"ok\":false,\"message\":\"Ended sessions cannot be stored, and would go on after a restart.\"}");

        await ExecuteAsync(host, "DROP TRIGGER \"Full\"");
        await Eventually.GetAsync(() => caller.GetAsync(Routes.HealthReady, Cancelled), answer => answer.StatusCode == HttpStatusCode.OK);
        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no XML at all")]
    [InlineData("<other />")]
    public async Task Start_WithAKeyFileOfGarbage_LetsPeopleSignIn_AndIsNotReady(string content)
    {
        var data = Directory.CreateTempSubdirectory("garbage-key-test-");
        var keys = data.CreateSubdirectory("keys");
        await File.WriteAllTextAsync(Path.Combine(keys.FullName, "key-garbage.xml"), content, Cancelled);
        await using (var host = await MonitorHost.StartAsync(settings: [("DataDirectory", data.FullName)]))
        {
            using var caller = host.Caller();
            using var browser = await host.BrowserAsync();

            (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
            await UnreadyAsync(caller, "\"keys\":{\"ok\":false,\"message\":\"1 file of the keys cannot be read.");
            (await browser.PostAsync(Routes.Logout, null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_OnTheDataOfAnotherHost_IsRefused()
    {
        await using var host = await MonitorHost.StartAsync();

        var program = await InProcessProgram.RunAsync(("DataDirectory", host.DataDirectory));

        program.Code.ShouldBe(1);
        program.Errors.ShouldHaveSingleItem().ShouldContain($"process {Environment.ProcessId} on {Environment.MachineName} uses '{Path.Combine(host.DataDirectory, "monitor.db")}'");
    }

    [Fact]
    public async Task Start_InTheFolderOfAnotherHost_WithADatabaseElsewhere_IsRefused()
    {
        await using var host = await MonitorHost.StartAsync();
        var elsewhere = Directory.CreateTempSubdirectory("elsewhere-test-");

        var program = await InProcessProgram.RunAsync(
            ("DataDirectory", host.DataDirectory), ("ConnectionStrings:Monitor", $"Data Source={Path.Combine(elsewhere.FullName, "monitor.db")};Pooling=False"));

        program.Code.ShouldBe(1);
        program.Errors.ShouldHaveSingleItem().ShouldContain($"DataDirectory is '{host.DataDirectory}', but process {Environment.ProcessId} on {Environment.MachineName} uses it.");
        elsewhere.Delete(recursive: true);
    }

    /// <summary>Waits until the process is not ready for a reason: the checks are made by the host itself, every second.</summary>
    private static Task<bool> UnreadyAsync(HttpClient caller, string reason) => Eventually.GetAsync(
        async () =>
        {
            using var answer = await caller.GetAsync(Routes.HealthReady, Cancelled);
            return answer.StatusCode == HttpStatusCode.ServiceUnavailable && (await answer.Content.ReadAsStringAsync(Cancelled)).Contains(reason, StringComparison.Ordinal);
        },
        isUnready => isUnready);

    private static async Task ExecuteAsync(MonitorHost host, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(host.DataDirectory, "monitor.db")};Pooling=False");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
