using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Web.Tests.Dashboards;

/// <summary>Dashboards over HTTP: what is kept, who sees what, and that nothing is overwritten.</summary>
public sealed class DashboardsApiTests : IAsyncLifetime
{
    private const string Night = """
        {"title":"Night","visibility":"private","range":{"last":"PT12H","name":"12h"},"later":{"a":[1.0,1e400,"é"]},
         "widgets":[{"id":"a","type":"verdict","x":0,"y":0,"w":6,"h":2,"options":{"glow":true}},{"id":"b","type":"globe-3d","x":6,"y":0,"w":6,"h":2,"spin":null}]}
        """;

    private MonitorHost _host = null!;
    private DashboardCaller _ada = null!;
    private DashboardCaller _grace = null!;
    private DashboardCaller _robot = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync(settings: [("Daemons:1:Name", "hidden"), ("Daemons:1:Address", "http://127.0.0.1:1")]);
        _ada = new(await _host.ServiceAsync(await _host.CreateUserAsync("ada.viewer@example.com", [new Grant(Roles.Viewer, ["default"])])));
        _grace = new(await _host.ServiceAsync(await _host.CreateUserAsync("grace@example.com", Roles.Operator)));
        _robot = new(_host.Caller((await _host.CreateTokenAsync([new Grant(Roles.Viewer, [])])).Token));
    }

    [Fact]
    public async Task Create_WithWhatNobodyKnows_KeepsIt_AndFillsInWhatIsMissing()
    {
        using var made = await _ada.PostAsync(Routes.Dashboards, Night);
        var id = (string)(await made.ReadAsync())["id"]!;
        using var found = await _ada.GetAsync(id);

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        made.Header("Location").ShouldBe(DashboardCaller.PathOf(id));
        made.Header("ETag").ShouldBe("\"1\"");
        found.Header("ETag").ShouldBe("\"1\"");
        var text = await found.Content.ReadAsStringAsync(Cancelled);
        text.ShouldContain("""
            "title":"Night","visibility":"private","range":{"last":"PT12H","name":"12h"},"later":{"a":[1.0,1e400,"é"]},"widgets":[{"id":"a","type":"verdict","x":0,"y":0,"w":6,"h":2,"options":{"glow":true}},{"id":"b","type":"globe-3d","x":6,"y":0,"w":6,"h":2,"spin":null,"options":{}}],"leastRole":"viewer"
            """);
        var dashboard = JsonNode.Parse(text)!;
        ((string)dashboard["owner"]!, (int)dashboard["version"]!, (string)dashboard["access"]!, (bool)dashboard["provisioned"]!).ShouldBe(("ada.viewer@example.com", 1, "own", false));
        Guid.TryParse(id, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Get_WithTheVersionThatTheCallerHas_Is304()
    {
        var id = await _ada.MakeAsync(Night);
        using var request = new HttpRequestMessage(HttpMethod.Get, DashboardCaller.PathOf(id));
        request.Headers.IfNoneMatch.ParseAdd("W/\"1\"");

        using var answer = await _ada.Client.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Put_OnTopOfWhatWasSeen_IsTheNextVersion_AndOtherwiseChangesNothing()
    {
        var id = await _ada.MakeAsync(Night);

        using var blind = await _ada.PutAsync(id, seen: null, """{"title":"Blind"}""");
        using var any = await _ada.PutAsync(id, "*", """{"title":"Any"}""");
        using var changed = await _ada.PutAsync(id, "\"1\"", """{"title":"Later","owner":"eve@example.com","version":99,"id":"x"}""");
        using var outdated = await _ada.PutAsync(id, "\"1\"", """{"title":"Too late"}""");
        using var deleted = await _ada.DeleteAsync(id, "\"1\"");

        blind.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        any.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.Header("ETag").ShouldBe("\"2\"");
        outdated.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        outdated.Header("ETag").ShouldBe("\"2\"");
        var newer = await outdated.ReadAsync();
        ((string)newer["title"]!, (int)newer["version"]!, (string)newer["owner"]!, (string)newer["id"]!).ShouldBe(("Later", 2, "ada.viewer@example.com", id));
        deleted.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Dashboard_ThatIsPrivate_DoesNotExistForOthers_AlsoForAdministrators()
    {
        var id = await _ada.MakeAsync(Night);
        using var administrator = new DashboardCaller(await _host.ServiceAsync());

        foreach (var other in new[] { _grace, _robot, administrator })
        {
            (await other.TitlesAsync()).ShouldBeEmpty();
            using var found = await other.GetAsync(id);
            using var changed = await other.PutAsync(id, "\"1\"", """{"title":"Mine"}""");
            using var deleted = await other.DeleteAsync(id, "\"1\"");
            using var versions = await other.Client.GetAsync($"{DashboardCaller.PathOf(id)}/versions", Cancelled);
            using var version = await other.Client.GetAsync($"{DashboardCaller.PathOf(id)}/versions/1", Cancelled);
            using var file = await other.Client.GetAsync($"{DashboardCaller.PathOf(id)}/file", Cancelled);
            using var editing = await other.PostAsync($"{DashboardCaller.PathOf(id)}/editing", "{}");
            HttpResponseMessage[] answers = [found, changed, deleted, versions, version, file, editing];
            answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Dashboard_ThatIsSharedToRead_IsReadByItsRole_AndChangedByItsOwnerAndAdministrators()
    {
        var id = await _ada.MakeAsync("""{"title":"Shared","visibility":"read","leastRole":"operator"}""");
        using var administrator = new DashboardCaller(await _host.ServiceAsync());

        (await _grace.TitlesAsync()).ShouldBe(["Shared"]);
        (await _robot.TitlesAsync()).ShouldBeEmpty("the robot is a viewer");
        ((string)(await _grace.ReadAsync(DashboardCaller.PathOf(id)))["access"]!).ShouldBe("view");
        using var changed = await _grace.PutAsync(id, "\"1\"", """{"title":"Hers"}""");
        using var editing = await _grace.PostAsync($"{DashboardCaller.PathOf(id)}/editing", "{}");
        using var byAdministrator = await administrator.PutAsync(id, "\"1\"", """{"title":"Tidied","visibility":"read","leastRole":"viewer"}""");

        changed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        editing.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        byAdministrator.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _robot.TitlesAsync()).ShouldBe(["Tidied"]);
        using var byRobot = await _robot.PutAsync(id, "\"2\"", """{"title":"Robotic"}""");
        byRobot.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Dashboard_OfADaemonThatACallerMayNotSee_IsShown_AndItsFiguresAreNot()
    {
        var id = await _grace.MakeAsync("""{"title":"All","visibility":"read","widgets":[{"id":"a","type":"figure","x":0,"y":0,"w":3,"h":2,"options":{"sources":["hidden"],"figure":"cpuUsage"}}]}""");

        using var dashboard = await _ada.GetAsync(id);
        using var figures = await _ada.Client.GetAsync($"{Routes.History}?source=hidden&figures=cpuUsage", Cancelled);
        using var hers = await _grace.Client.GetAsync($"{Routes.History}?source=hidden&figures=cpuUsage", Cancelled);

        (dashboard.StatusCode, figures.StatusCode, hers.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK));
    }

    [Fact]
    public async Task Dashboard_ThatIsSharedToEdit_IsChangedByOthers_WhoCannotShareOrDeleteIt()
    {
        var id = await _ada.MakeAsync("""{"title":"Team","visibility":"edit"}""");

        using var changed = await _grace.PutAsync(id, "\"1\"", """{"title":"Team of Grace","visibility":"edit"}""");
        using var hidden = await _grace.PutAsync(id, "\"2\"", """{"title":"Hidden"}""");
        using var deleted = await _grace.DeleteAsync(id, "\"2\"");
        using var restored = await _grace.PostAsync($"{DashboardCaller.PathOf(id)}/versions/1/restore", seen: "\"2\"");

        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        hidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        deleted.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        restored.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((string)(await restored.ReadAsync())["title"]!).ShouldBe("Team");
    }

    [Fact]
    public async Task Versions_SayWhatChanged_AndARestoredOneIsANewOne()
    {
        var id = await _ada.MakeAsync(Night);
        using var changed = await _ada.PutAsync(id, "\"1\"", """
            {"title":"Night 2","visibility":"read","widgets":[{"id":"a","type":"verdict","x":1,"y":0,"w":6,"h":2,"options":{"title":"All"}},{"id":"c","type":"clock","x":0,"y":2,"w":2,"h":2}]}
            """);
        using var restored = await _ada.PostAsync($"{DashboardCaller.PathOf(id)}/versions/1/restore", seen: "\"2\"");
        using var blind = await _ada.PostAsync($"{DashboardCaller.PathOf(id)}/versions/1/restore");
        using var unknown = await _ada.PostAsync($"{DashboardCaller.PathOf(id)}/versions/9/restore", seen: "\"3\"");

        var versions = (await _ada.ReadAsync($"{DashboardCaller.PathOf(id)}/versions"))["versions"]!.AsArray();
        versions.Select(version => (int)version!["version"]!).ShouldBe([3, 2, 1]);
        versions[1]!["changes"]!.AsArray().Select(change => $"{change!["kind"]} {change["widget"]} {change["title"]}".TrimEnd())
            .ShouldBe(["title  Night 2", "range", "sharing", "other", "changed a All", "moved a All", "added c", "removed b"]);
        ((string)versions[0]!["changes"]![0]!["kind"]!, (int)versions[0]!["changes"]![0]!["from"]!).ShouldBe(("restored", 1));
        ((string)versions[2]!["by"]!).ShouldBe("ada.viewer@example.com");
        versions[2]!["changes"]!.AsArray().ShouldBeEmpty();
        var now = await restored.ReadAsync();
        (restored.Header("ETag"), (string)now["title"]!, (string)now["visibility"]!).ShouldBe(("\"3\"", "Night", "read"), "sharing stays");
        ((string)(await _ada.ReadAsync($"{DashboardCaller.PathOf(id)}/versions/2"))["title"]!).ShouldBe("Night 2");
        blind.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Home_IsADashboardThatOneSees_AndEndsWithIt()
    {
        var id = await _ada.MakeAsync(Night);

        using var nonsense = await _grace.SendAsync(HttpMethod.Put, Routes.HomeDashboard, """{"id":"\u0000"}""");
        using var strange = await _grace.SendAsync(HttpMethod.Put, Routes.HomeDashboard, $$"""{"id":"{{id}}"}""");
        using var set = await _ada.SendAsync(HttpMethod.Put, Routes.HomeDashboard, $$"""{"id":"{{id}}"}""");
        var home = (string?)(await _ada.ReadAsync(Routes.HomeDashboard))["id"];
        var listed = (string?)(await _ada.ReadAsync(Routes.Dashboards))["home"];
        using var deleted = await _ada.DeleteAsync(id, "\"1\"");

        nonsense.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        strange.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        set.StatusCode.ShouldBe(HttpStatusCode.OK);
        (home, listed).ShouldBe((id, id));
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _ada.ReadAsync(Routes.HomeDashboard))["id"].ShouldBeNull();
        using var gone = await _ada.GetAsync(id);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Import_OfAnExportedFile_IsPrivate_AndListsWhatIsNotHere()
    {
        var id = await _grace.MakeAsync("""
            {"title":"Ferme/été","visibility":"edit","widgets":[
              {"id":"a","type":"fleet","x":0,"y":0,"w":6,"h":2,"options":{"sources":["def*","prod-*"],"pipelines":["nobody?"]}},
              {"id":"b","type":"globe","x":6,"y":0,"w":6,"h":2}]}
            """);
        using var file = await _grace.Client.GetAsync($"{DashboardCaller.PathOf(id)}/file", Cancelled);
        var text = await file.Content.ReadAsStringAsync(Cancelled);

        using var imported = await _ada.PostAsync($"{Routes.Dashboards}/import", text);

        file.Header("Content-Disposition").ShouldNotBeNull().ShouldContain("attachment");
        JsonNode.Parse(text)!.AsObject().Select(field => field.Key).ShouldBe(["title", "visibility", "widgets", "leastRole", "range"]);
        imported.StatusCode.ShouldBe(HttpStatusCode.Created);
        var answer = await imported.ReadAsync();
        ((string)answer["dashboard"]!["visibility"]!, (string)answer["dashboard"]!["owner"]!).ShouldBe(("private", "ada.viewer@example.com"));
        answer["unmatched"]!.AsArray().Select(entry => $"{entry!["widget"]} {entry["what"]} {entry["value"]}").ShouldBe(["a source prod-*", "a pipeline nobody?", "b type globe"]);
    }

    [Fact]
    public async Task Editing_ListsTheOthers()
    {
        var id = await _ada.MakeAsync("""{"title":"Team","visibility":"edit"}""");
        var path = $"{DashboardCaller.PathOf(id)}/editing";

        using var first = await _ada.PostAsync(path, "{}");
        using var second = await _grace.PostAsync(path, "{}");
        using var left = await _ada.SendAsync(HttpMethod.Delete, path, body: null);
        using var alone = await _grace.PostAsync(path, "{}");

        (await first.ReadAsync())["editors"]!.AsArray().ShouldBeEmpty();
        (await second.ReadAsync())["editors"]!.AsArray().Select(editor => (string)editor!["who"]!).ShouldBe(["ada.viewer@example.com"]);
        left.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await alone.ReadAsync())["editors"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Templates_CanBeMadeOnesOwnAsTheyAre()
    {
        var templates = (await _ada.ReadAsync($"{Routes.Dashboards}/templates"))["templates"]!.AsArray();

        templates.Select(template => (string)template!["name"]!).ShouldBe(["on-call", "last-night", "one-daemon"]);
        foreach (var template in templates)
        {
            await _ada.MakeAsync(template!["document"]!.ToJsonString());
        }

        (await _ada.TitlesAsync()).ShouldBe(["Last night", "On call now", "One daemon"]);
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        _grace.Dispose();
        _robot.Dispose();
        await _host.DisposeAsync();
    }
}
