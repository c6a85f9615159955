using System.Net;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;

namespace FlextMonitor.Web.Tests.Dashboards;

/// <summary>Dashboards of a folder, over HTTP, and whose dashboards nobody owns any more.</summary>
public sealed class ProvisionedApiTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("provisioned-test-");
    private MonitorHost _host = null!;
    private DashboardCaller _ada = null!;
    private DashboardCaller _grace = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "ops.json"), """{"title":"Ops","leastRole":"operator","widgets":[{"id":"a","type":"clock","x":0,"y":0,"w":1,"h":1}]}""", Cancelled);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "bad.json"), "{\n\"title\":1}", Cancelled);
        _host = await MonitorHost.StartAsync(settings: ("Dashboards:Folder", _folder.FullName));
        _ada = new(await _host.ServiceAsync());
        _grace = new(await _host.ServiceAsync(await _host.CreateUserAsync("grace@example.com", Roles.Operator)));
    }

    [Fact]
    public async Task Dashboard_OfAFile_IsReadByItsRole_AndChangedByNobody()
    {
        using var viewer = new DashboardCaller(await _host.ServiceAsync(await _host.CreateUserAsync("viewer@example.com", Roles.Viewer)));
        var listed = (await _grace.ReadAsync(Routes.Dashboards))["dashboards"]!.AsArray().ShouldHaveSingleItem()!;
        var id = (string)listed["id"]!;

        using var found = await _grace.GetAsync(id);
        var tag = found.Header("ETag")!;
        using var changed = await _ada.PutAsync(id, tag, """{"title":"Mine"}""");
        using var deleted = await _ada.DeleteAsync(id, tag);
        using var editing = await _ada.PostAsync($"{DashboardCaller.PathOf(id)}/editing", "{}");
        using var hidden = await viewer.GetAsync(id);
        using var home = await _grace.SendAsync(HttpMethod.Put, Routes.HomeDashboard, $$"""{"id":"{{id}}"}""");

        ((bool)listed["provisioned"]!, (string)listed["access"]!, (int)listed["widgets"]!, (string)listed["path"]!, listed["owner"]).ShouldBe((true, "view", 1, "ops.json", null));
        var dashboard = await found.ReadAsync();
        ((bool)dashboard["provisioned"]!, (string)dashboard["path"]!, (string)dashboard["visibility"]!, (string)dashboard["id"]!).ShouldBe((true, "ops.json", "read", id));
        HttpResponseMessage[] refusals = [changed, deleted, editing];
        refusals.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Forbidden);
        ((string)(await changed.ReadAsync())["detail"]!).ShouldContain("the file ops.json");
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        home.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _grace.ReadAsync($"{DashboardCaller.PathOf(id)}/versions"))["versions"]!.AsArray().ShouldBeEmpty();
        (await _grace.ReadAsync($"{DashboardCaller.PathOf(id)}/file")).AsObject().ContainsKey("id").ShouldBeFalse();
    }

    [Fact]
    public async Task Files_AreListedForAdministrators_WithWhatIsWrong()
    {
        var list = await _ada.ReadAsync($"{Routes.Dashboards}/provisioned");

        ((string)list["folder"]!).ShouldBe(_folder.FullName);
        list["files"]!.AsArray().Select(file => (string)file!["path"]!).ShouldBe(["bad.json", "ops.json"]);
        var problem = list["files"]![0]!["problems"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)problem["line"]!, (string)problem["pointer"]!, (string)problem["message"]!).ShouldBe((2, "/title", "title is 1, and may be a text."));
        list["files"]![0]!["id"].ShouldBeNull();
        ((string)list["files"]![1]!["title"]!).ShouldBe("Ops");
    }

    [Fact]
    public async Task Owner_WhoIsDisabled_KeepsDashboards_AndWhoIsRemoved_PassesThemToAdministrators()
    {
        var id = await _grace.MakeAsync("""{"title":"Graces"}""");
        var people = await _ada.ReadAsync(Routes.People);
        var person = $"{Routes.People}/{(string)people["people"]!.AsArray().Single(one => (string)one!["email"]! == "grace@example.com")!["id"]!}";

        using var disabled = await _ada.PostAsync($"{person}/disable");
        using var whileDisabled = await _ada.GetAsync(id);
        using var removed = await _ada.SendAsync(HttpMethod.Delete, person, body: null);
        var passed = await Eventually.GetAsync(() => _ada.GetAsync(id), answer => answer.StatusCode == HttpStatusCode.OK);

        whileDisabled.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var dashboard = await passed.ReadAsync();
        ((string)dashboard["title"]!, (string)dashboard["access"]!, dashboard["owner"]).ShouldBe(("Graces", "own", null));
        using var changed = await _ada.PutAsync(id, "\"1\"", """{"title":"Ours"}""");
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        _grace.Dispose();
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
