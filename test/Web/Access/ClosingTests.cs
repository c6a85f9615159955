using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Connections of a real client end within 5 s of the right to them, and are told why.</summary>
/// <remarks>Without any time but the client's: nothing here waits for the state that a host sends first, which needs a clock that moves.</remarks>
public sealed class ClosingTests(ITestOutputHelper output)
{
    private static readonly int Times = LongTests.AreWanted ? 100 : 2;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ClosingReason.SignedOut, "sign-out")]
    [InlineData(ClosingReason.SignedOut, "end all sessions")]
    [InlineData(ClosingReason.SignedOut, "delete")]
    [InlineData(ClosingReason.SignedOut, "new password")]
    [InlineData(ClosingReason.Forbidden, "disable")]
    [InlineData(ClosingReason.Forbidden, "no grants")]
    [InlineData(ClosingReason.Restarting, "other role")]
    [InlineData(ClosingReason.Restarting, "other daemons")]
    [InlineData(ClosingReason.Forbidden, "disable in the store")]
    [InlineData(ClosingReason.SignedOut, "security stamp in the store")]
    [InlineData(ClosingReason.SignedOut, "delete in the store")]
    [InlineData(ClosingReason.Restarting, "grants in the store")]
    public async Task Connection_OfAPerson_IsClosedInTime(ClosingReason reason, string change)
    {
        var clock = ClosingClock.OfThisRun();
        await using var host = await MonitorHost.StartAsync(services: clock.Configure);
        using var administrator = await host.ServiceAsync();
        var times = new List<TimeSpan>();
        for (var i = 0; i < Times; i++)
        {
            var email = await host.CreateUserAsync($"person-{i}@example.com", Roles.Viewer);
            var (access, _) = await host.TokensAsync(email);
            await using var subscriber = await SubscribeAsync(host, access);
            var id = await IdOfAsync(administrator, email);

            times.Add(await clock.ClosedAfterAsync(subscriber, reason, () => ChangeAsync(host, administrator, change, id, access)));
        }

        Report(change, times);
    }

    [Fact]
    public async Task Connection_OfAService_WhoseTokenIsRevoked_IsClosedInTime()
    {
        var clock = ClosingClock.OfThisRun();
        await using var host = await MonitorHost.StartAsync(services: clock.Configure);
        using var administrator = await host.ServiceAsync();
        var times = new List<TimeSpan>();
        for (var i = 0; i < Times; i++)
        {
            var (id, token) = await host.CreateTokenAsync([new Grant(Roles.Viewer, [])]);
            await using var subscriber = await SubscribeAsync(host, token);

            times.Add(await clock.ClosedAfterAsync(subscriber, ClosingReason.SignedOut, async () =>
                (await administrator.DeleteAsync($"{Routes.Tokens}/{id}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent)));
        }

        Report("token revoked", times);
    }

    [Fact]
    public async Task Connection_OfAService_WhoseTokenExpires_IsClosedInTime()
    {
        var lifetime = TimeSpan.FromHours(1);
        var clock = ClosingClock.OfTheTest();
        await using var host = await MonitorHost.StartAsync(services: clock.Configure);
        var (_, token) = await host.CreateTokenAsync([new Grant(Roles.Viewer, [])], clock.Now + lifetime);
        await using var subscriber = await SubscribeAsync(host, token);
        clock.Advance(lifetime - TimeSpan.FromSeconds(1));

        await clock.ClosedAfterAsync(subscriber, ClosingReason.Expired, () => Task.CompletedTask);
    }

    /// <summary>A subscriber whose connection is watched: the hub takes calls after that.</summary>
    private static async Task<HubSubscriber> SubscribeAsync(MonitorHost host, string token)
    {
        var subscriber = await host.SubscribeAsync(token);
        await subscriber.Connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout();
        return subscriber;
    }

    private static async Task<string> IdOfAsync(HttpClient administrator, string email)
    {
        using var answer = await administrator.GetAsync(Routes.People, Cancelled);
        return (string)(await answer.ReadAsync())["people"]!.AsArray().Single(person => (string)person!["email"]! == email)!["id"]!;
    }

    private static async Task ChangeAsync(MonitorHost host, HttpClient administrator, string change, string id, string access)
    {
        var person = $"{Routes.People}/{id}";
        using var self = host.Caller(access);
        using var answer = change switch
        {
            "sign-out" => await self.PostAsync(Routes.Logout, null, Cancelled),
            "end all sessions" => await administrator.DeleteAsync($"{person}/sessions", Cancelled),
            "delete" => await administrator.DeleteAsync(person, Cancelled),
            "new password" => await RedeemAsync(host, administrator, person),
            "disable" => await administrator.PostAsync($"{person}/disable", null, Cancelled),
            "no grants" => await administrator.PutAsJsonAsync(person, new { grants = Array.Empty<Grant>() }, Cancelled),
            "other role" => await administrator.PutAsJsonAsync(person, new { grants = new[] { new Grant(Roles.Operator, []) } }, Cancelled),
            "other daemons" => await administrator.PutAsJsonAsync(person, new { grants = new[] { new Grant(Roles.Viewer, ["other"]) } }, Cancelled),
            "disable in the store" => await ExecuteAsync(host, id, "UPDATE AspNetUsers SET DisabledAt = 1 WHERE Id = $id"),
            "security stamp in the store" => await ExecuteAsync(host, id, "UPDATE AspNetUsers SET SecurityStamp = 'other' WHERE Id = $id"),
            "delete in the store" => await ExecuteAsync(host, id, "DELETE FROM AspNetUsers WHERE Id = $id"),
            _ => await ExecuteAsync(host, id, """UPDATE AspNetUsers SET Grants = '[{"role":"viewer","sources":["other"]}]' WHERE Id = $id"""),
        };
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, change);
    }

    private static async Task<HttpResponseMessage> RedeemAsync(MonitorHost host, HttpClient administrator, string person)
    {
        using var made = await administrator.PostAsync($"{person}/link", null, Cancelled);
        var secret = ((string)(await made.ReadAsync())["link"]!).Split('#')[1];
        using var caller = host.Caller();
        return await caller.PostAsJsonAsync(Routes.PasswordReset, new { secret, password = "another horse battery" }, Cancelled);
    }

    /// <summary>Changes the store as another process would: this one is not told.</summary>
    private static async Task<HttpResponseMessage> ExecuteAsync(MonitorHost host, string id, string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(host.DataDirectory, "monitor.db")};Foreign Keys=True;Pooling=False");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.Parameters.AddWithValue("$id", id);
        (await command.ExecuteNonQueryAsync(Cancelled)).ShouldBe(1);
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    private void Report(string change, List<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        output.WriteLine($"{change}: median {sorted[sorted.Count / 2].TotalMilliseconds:0} ms, worst {sorted[^1].TotalMilliseconds:0} ms of {sorted.Count}");
    }
}
