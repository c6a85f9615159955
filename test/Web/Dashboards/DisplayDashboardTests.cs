using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Dashboards;

/// <summary>Wall screens that are bound to dashboards.</summary>
public sealed class DisplayDashboardTests : IAsyncLifetime
{
    private MonitorHost _host = null!;
    private DashboardCaller _ada = null!;
    private string _first = "";
    private string _second = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync();
        _ada = new(await _host.ServiceAsync(MonitorHost.AdminEmail));
        _first = await _ada.MakeAsync("""{"title":"First","visibility":"read","leastRole":"admin"}""");
        _second = await _ada.MakeAsync("""{"title":"Second","visibility":"edit"}""");
    }

    [Fact]
    public async Task Screen_ReadsWhatItIsBoundTo_AndNothingElseOfDashboards()
    {
        var other = await _ada.MakeAsync("""{"title":"Other","visibility":"read"}""");
        using var screen = await ScreenAsync($$"""{"name":"hall","sources":["default"],"dashboards":[{"id":"{{_first}}","seconds":30},{"id":"{{_second}}","seconds":60}]}""");

        var me = await screen.ReadAsync(Routes.Me);
        var shown = await screen.ReadAsync(DashboardCaller.PathOf(_first));

        me["dashboards"]!.ToJsonString().ShouldBe($$"""[{"id":"{{_first}}","seconds":30},{"id":"{{_second}}","seconds":60}]""");
        ((string)shown["title"]!, (string)shown["access"]!).ShouldBe(("First", "view"), "the administrator who bound it decided who sees it");
        (await StatusAsync(screen, DashboardCaller.PathOf(_second))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(screen, DashboardCaller.PathOf(other))).ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in new[] { "", "/templates", "/schema.json", "/provisioned", $"/{_first}/file", $"/{_first}/versions", $"/{_first}/versions/1" })
        {
            (await StatusAsync(screen, Routes.Dashboards + path)).ShouldBe(HttpStatusCode.Forbidden, path);
        }

        using var changed = await screen.PutAsync(_second, "\"1\"", """{"title":"Painted"}""");
        using var made = await screen.PostAsync(Routes.Dashboards, """{"title":"Graffiti"}""");
        using var editing = await screen.PostAsync($"{DashboardCaller.PathOf(_second)}/editing", "{}");
        HttpResponseMessage[] answers = [changed, made, editing];
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Screen_WhoseDashboardBecomesPrivate_SeesItNoMore()
    {
        using var screen = await ScreenAsync($$"""{"name":"hall","sources":[],"dashboards":[{"id":"{{_second}}","seconds":30}]}""");
        using var hidden = await _ada.PutAsync(_second, "\"1\"", """{"title":"Second"}""");

        hidden.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(screen, DashboardCaller.PathOf(_second))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Screen_WithoutDashboards_ShowsTheLivePage()
    {
        using var screen = await ScreenAsync("""{"name":"hall","sources":[]}""");

        (await screen.ReadAsync(Routes.Me))["dashboards"]!.AsArray().ShouldBeEmpty();
        (await StatusAsync(screen, DashboardCaller.PathOf(_second))).ShouldBe(HttpStatusCode.NotFound);
        (await _ada.ReadAsync(Routes.Me))["dashboards"].ShouldBeNull();
    }

    [Fact]
    public async Task Screen_LetInByACode_IsBoundToo_AndListed()
    {
        using var wall = _host.Caller();
        using var shown = await wall.PostAsync($"{Routes.LoginDisplay}/code", null, Cancelled);
        var code = await shown.ReadAsync();
        using var confirmed = await _ada.PostAsync($"{Routes.Displays}/confirm", $$"""{"code":"{{code["code"]}}","name":"hall","sources":[],"dashboards":[{"id":"{{_first}}","seconds":5}]}""");
        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var screen = await ScreenOfAsync($"{Routes.LoginDisplay}/code/redeem", new { secret = (string)code["secret"]! });

        (await StatusAsync(screen, DashboardCaller.PathOf(_first))).ShouldBe(HttpStatusCode.OK);
        var listed = (await _ada.ReadAsync(Routes.Tokens))["tokens"]!.AsArray().ShouldHaveSingleItem();
        listed!["dashboards"]!.ToJsonString().ShouldBe($$"""[{"id":"{{_first}}","seconds":5}]""");
    }

    [Theory]
    [InlineData("""[{"id":"nowhere","seconds":30}]""", "There is no shared dashboard 'nowhere'")]
    [InlineData("""[{"id":"PRIVATE","seconds":30}]""", "There is no shared dashboard")]
    [InlineData("""[{"id":"FIRST","seconds":4}]""", "seconds is 4, and may be 5 to 3600")]
    [InlineData("""[{"id":"FIRST","seconds":30},{"id":"FIRST","seconds":30}]""", "twice")]
    [InlineData("""[{"id":"","seconds":30}]""", "an id")]
    [InlineData("""[{"id":"\u0000","seconds":30}]""", "There is no shared dashboard ' '")]
    [InlineData("""[null]""", "null")]
    public async Task Display_OfWhatCannotBeShown_Is400(string dashboards, string message)
    {
        var hidden = await _ada.MakeAsync("""{"title":"Private"}""");
        var named = dashboards.Replace("FIRST", _first, StringComparison.Ordinal).Replace("PRIVATE", hidden, StringComparison.Ordinal);

        using var answer = await _ada.PostAsync(Routes.Displays, $$"""{"name":"hall","sources":[],"dashboards":{{named}}}""");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((string)(await answer.ReadAsync())["errors"]!["dashboards"]![0]!).ShouldContain(message);
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        await _host.DisposeAsync();
    }

    private static async Task<HttpStatusCode> StatusAsync(DashboardCaller caller, string path)
    {
        using var answer = await caller.Client.GetAsync(path, Cancelled);
        return answer.StatusCode;
    }

    private async Task<DashboardCaller> ScreenAsync(string request)
    {
        using var made = await _ada.PostAsync(Routes.Displays, request);
        made.StatusCode.ShouldBe(HttpStatusCode.OK, await made.Content.ReadAsStringAsync(Cancelled));
        return await ScreenOfAsync(Routes.LoginDisplay, new { token = ((string)(await made.ReadAsync())["link"]!).Split('#')[1] });
    }

    private async Task<DashboardCaller> ScreenOfAsync(string route, object body)
    {
        var screen = _host.Caller();
        using var signedIn = await screen.PostAsJsonAsync(route, body, Cancelled);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        screen.DefaultRequestHeaders.Add("Cookie", signedIn.Header("Set-Cookie")!.Split(';')[0]);
        screen.DefaultRequestHeaders.Add("Origin", _host.Address);
        return new DashboardCaller(screen);
    }
}
