using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Connections of a real client end within 5 s of the right to them, and are told why.</summary>
public sealed class ClosingTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
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
        await using var host = await MonitorHost.StartAsync();
        using var administrator = await host.ServiceAsync();
        var times = new List<TimeSpan>();
        for (var i = 0; i < Times; i++)
        {
            var email = await host.CreateUserAsync($"person-{i}@example.com", Roles.Viewer);
            var (access, _) = await host.TokensAsync(email);
            await using var subscriber = await host.SubscribeAsync(access);
            await subscriber.FirstStateAsync();
            var id = await IdOfAsync(administrator, email);

            times.Add(await ClosedAfterAsync(subscriber, reason, () => ChangeAsync(host, administrator, change, id, access)));
        }

        Report(change, times);
    }

    [Theory]
    [InlineData(false, ClosingReason.SignedOut)]
    [InlineData(true, ClosingReason.Expired)]
    public async Task Connection_OfAService_IsClosedInTime(bool expires, ClosingReason reason)
    {
        await using var host = await MonitorHost.StartAsync();
        using var administrator = await host.ServiceAsync();
        var times = new List<TimeSpan>();
        for (var i = 0; i < Times; i++)
        {
            var expiresAt = expires ? TimeProvider.System.GetUtcNow().AddSeconds(3) : (DateTimeOffset?)null;
            var (id, token) = await host.CreateTokenAsync([new Grant(Roles.Viewer, [])], expiresAt);
            await using var subscriber = await host.SubscribeAsync(token);
            if (!expires)
            {
                await subscriber.FirstStateAsync();
            }

            var time = await ClosedAfterAsync(subscriber, reason, async () =>
            {
                if (!expires)
                {
                    (await administrator.DeleteAsync($"{Routes.Tokens}/{id}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
                }
            }, expires ? Limit + TimeSpan.FromSeconds(3) : Limit);
            times.Add(time);
        }

        Report(expires ? "token expired" : "token revoked", times);
    }

    private static async Task<TimeSpan> ClosedAfterAsync(HubSubscriber subscriber, ClosingReason reason, Func<Task> change, TimeSpan? limit = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        await change();
        var closing = await subscriber.NextAsync<Closing>();
        await subscriber.Closed.DefaultTimeout();

        var took = TimeProvider.System.GetElapsedTime(began);
        closing.Reason.ShouldBe(reason);
        closing.RetryAfterSeconds.ShouldBe(0);
        took.ShouldBeLessThan(limit ?? Limit);
        return took;
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
