using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Access.Providers;

/// <summary>What a provider changes, and whom it signs in, stands in the audit trail.</summary>
public sealed class ProviderTrailTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_ByTheProvider_RecordsThePerson_TheGrants_AndEachChangeOfThem()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var viewer = await monitor.SignInAsync(new("ada-1", "watchers"));
        using var administrator = await monitor.SignInAsync(new("ada-1", "watchers", "chiefs"));

        var entries = await EntriesAsync(monitor);

        entries.Count(entry => (string)entry["what"]! == "add-person").ShouldBe(1);
        var changes = entries.Where(entry => (string)entry["what"]! == "change-grants").Select(entry => $"{entry["before"]?.ToJsonString()} to {entry["after"]!.ToJsonString()} by {entry["who"]}").ToList();
        changes.ShouldBe(["""[{"role":"viewer","sources":[]}] to [{"role":"admin","sources":[]}] by monitor""", """[] to [{"role":"viewer","sources":[]}] by monitor"""]);
        var signIns = entries.Where(entry => (string)entry["what"]! == "sign-in" && entry["after"]!["method"] is { } method && (string)method! == "provider").ToList();
        signIns.Count.ShouldBe(2);
        signIns.ShouldAllBe(entry => (string)entry["outcome"]! == "done" && entry["whoId"] != null);
    }

    [Fact]
    public async Task SignIn_WithoutARole_IsRecordedAsRefused_WithItsReason()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        monitor.Directory.SignIn(new("eve-1", "others"));
        using var browser = new ProviderBrowser(monitor.Host);
        await browser.SignInAsync();

        var refused = (await EntriesAsync(monitor)).Where(entry => (string)entry["outcome"]! == "refused").ShouldHaveSingleItem();

        ((string)refused["what"]!).ShouldBe("sign-in");
        refused["who"].ShouldBeNull();
        refused["after"]!.ToJsonString().ShouldBe("""{"method":"provider","reason":"no-role"}""");
        ((string)refused["address"]!).ShouldBe("127.0.0.1");
    }

    /// <summary>The newest first.</summary>
    private static async Task<IReadOnlyList<JsonNode>> EntriesAsync(ProvidedMonitor monitor)
    {
        using var administrator = await monitor.Host.ServiceAsync();
        using var answer = await administrator.GetAsync(Routes.Audit, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return [.. (await answer.ReadAsync())["entries"]!.AsArray().Select(entry => entry!)];
    }
}
