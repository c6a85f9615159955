using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Web.Tests.Audit;

/// <summary>What can be done while nothing can be recorded: rights can be taken away, and not given or used.</summary>
public sealed class UnwritableAuditTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhileNothingCanBeRecorded_RightsAreTakenAndNotGiven_RunsAreRefused_AndTheProcessIsNotReady()
    {
        await using var host = await MonitorHost.StartAsync();
        using var administrator = await host.ServiceAsync(MonitorHost.AdminEmail);
        var (id, token) = await host.CreateTokenAsync([new Grant(Roles.Operator, [])]);
        await using var service = await host.SubscribeAsync(token);
        var demoted = await InviteAsync(administrator, "demoted@example.com");
        var removed = await InviteAsync(administrator, "removed@example.com");
        await ExecuteAsync(host, "CREATE TRIGGER \"Full\" BEFORE UPDATE ON \"AuditChain\" BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");

        using var invited = await administrator.PostAsJsonAsync(Routes.People, new { email = "eve@example.com", grants = Array.Empty<Grant>() }, Cancelled);
        using var made = await administrator.PostAsJsonAsync(Routes.Tokens, new { name = "other", grants = Array.Empty<Grant>() }, Cancelled);
        var run = await Should.ThrowAsync<HubException>(service.Connection.InvokeAsync<ExecutionData>(HubMethods.RunPipeline, "default", "orders", false, Cancelled).DefaultTimeout());
        using var promoted = await administrator.PutAsJsonAsync(demoted, new { grants = new[] { new Grant(Roles.Admin, []) } }, Cancelled);
        using var lessened = await administrator.PutAsJsonAsync(demoted, new { grants = new[] { new Grant(Roles.Viewer, ["prod"]) } }, Cancelled);
        using var gone = await administrator.DeleteAsync(removed, Cancelled);
        using var revoked = await administrator.DeleteAsync($"{Routes.Tokens}/{id}", Cancelled);

        invited.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        invited.Headers.RetryAfter.ShouldNotBeNull();
        (await invited.ReadAsync())["title"]!.GetValue<string>().ShouldBe("Audit trail unavailable");
        made.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        run.Message.ShouldContain("RunPipeline is not possible now. What this does must be recorded in the audit trail");
        promoted.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        new[] { lessened, gone, revoked }.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.NoContent);
        using var caller = host.Caller();
        using var unready = await Eventually.GetAsync(() => caller.GetAsync(Routes.HealthReady, Cancelled), answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable);
        (await unready.Content.ReadAsStringAsync(Cancelled)).ShouldContain("\"audit\":{\"ok\":false,\"message\":\"The audit trail cannot be written. What must be recorded is refused.\"}");

        await ExecuteAsync(host, "DROP TRIGGER \"Full\"");
        await Eventually.GetAsync(() => caller.GetAsync(Routes.HealthReady, Cancelled), answer => answer.StatusCode == HttpStatusCode.OK);
        (await administrator.GetStringAsync($"{Routes.Audit}?what=revoke-token", Cancelled)).ShouldContain("\"subject\":\"test\"");
        (await (await administrator.GetAsync(Routes.People, Cancelled)).Content.ReadAsStringAsync(Cancelled)).ShouldNotContain("eve@example.com");
    }

    private static async Task<string> InviteAsync(HttpClient administrator, string email)
    {
        using var invited = await administrator.PostAsJsonAsync(Routes.People, new { email, grants = new[] { new Grant(Roles.Operator, []) } }, Cancelled);
        return $"{Routes.People}/{(string)(await invited.ReadAsync())["id"]!}";
    }

    private static async Task ExecuteAsync(MonitorHost host, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(host.DataDirectory, "monitor.db")};Pooling=False");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
