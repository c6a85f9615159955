using System.Globalization;
using System.Net;
using System.Text;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Dashboards;

/// <summary>What is no dashboard is refused, with the place of the fault as a JSON pointer.</summary>
public sealed class BadDocumentTests(SharedHost shared)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{}""", "/title", "title is missing")]
    [InlineData("""[]""", "", "The document is an array, and may be an object")]
    [InlineData("""null""", "", "The document is null")]
    [InlineData("""{"title":""}""", "/title", "title has 0 characters, and may have 1 to 120")]
    [InlineData("""{"title":"  "}""", "/title", "white space")]
    [InlineData("""{"title":"a\nb"}""", "/title", "one line")]
    [InlineData("""{"title":7}""", "/title", "title is 7, and may be a text")]
    [InlineData("""{"title":"a","visibility":"public"}""", "/visibility", "visibility is 'public', and may be private, read, edit")]
    [InlineData("""{"title":"a","leastRole":"boss"}""", "/leastRole", "viewer, operator, admin")]
    [InlineData("""{"title":"a","range":{}}""", "/range", "either last, or from and to")]
    [InlineData("""{"title":"a","range":{"last":"1h"}}""", "/range/last", "a duration in ISO 8601")]
    [InlineData("""{"title":"a","range":{"last":"-PT1H"}}""", "/range/last", "a duration in ISO 8601")]
    [InlineData("""{"title":"a","range":{"from":"2026-01-02T00:00:00Z","to":"2026-01-01T00:00:00Z"}}""", "/range/to", "later than from")]
    [InlineData("""{"title":"a","range":{"from":"yesterday","to":"2026-01-01T00:00:00Z"}}""", "/range/from", "from is 'yesterday'")]
    [InlineData("""{"title":"a","widgets":{}}""", "/widgets", "widgets is an object, and may be an array")]
    [InlineData("""{"title":"a","widgets":[null]}""", "/widgets/0", "0 is null, and may be an object")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"clock","x":0,"y":0,"w":13,"h":1}]}""", "/widgets/0/w", "w is 13, and may be a whole number from 1 to 12")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"clock","x":6,"y":0,"w":7,"h":1}]}""", "/widgets/0/w", "x + w is 13, and may be at most 12")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"clock","x":1.5,"y":0,"w":1,"h":1}]}""", "/widgets/0/x", "x is 1.5")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"clock","x":1e400,"y":0,"w":1,"h":1}]}""", "/widgets/0/x", "x is 1e400")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"clock","x":"NaN","y":0,"w":1,"h":1}]}""", "/widgets/0/x", "x is 'NaN'")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"clock","x":0,"y":1000,"w":1,"h":41}]}""", "/widgets/0/h", "h is 41")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"Clock","x":0,"y":0,"w":1,"h":1}]}""", "/widgets/0/type", "1 to 40 of a-z")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"clock","x":0,"y":0,"w":1,"h":1},{"id":"a","type":"clock","x":0,"y":0,"w":1,"h":1}]}""", "/widgets/1/id", "must be unique")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"figure","x":0,"y":0,"w":1,"h":1,"options":{"figure":"heat"}}]}""", "/widgets/0/options/figure", "cpuUsage")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"figure","x":0,"y":0,"w":1,"h":1,"options":{"warnAt":1e999}}]}""", "/widgets/0/options/warnAt", "a number")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"chart","x":0,"y":0,"w":1,"h":1,"options":{"series":[{"source":"*"}]}}]}""", "/widgets/0/options/series/0/figure", "figure is missing")]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"chart","x":0,"y":0,"w":1,"h":1,"options":{"series":[]}}]}""", "/widgets/0/options/series", "has 0 entries")]
    [InlineData("""{"title":"a","a/b~":{"__proto__":{}}}""", "/a~1b~0/__proto__", "__proto__")]
    [InlineData("""{"title":"\ud800"}""", "/title", "surrogate")]
    [InlineData("""{"title":"a","later":["b","\udc00"]}""", "/later/1", "surrogate")]
    [InlineData("""{"title":"a","title":"b"}""", "", "twice")]
    [InlineData("""{"title":"a",}""", "/title", "not JSON")]
    [InlineData("""{"title":NaN}""", "/title", "not JSON")]
    [InlineData("""{"title":"a"} {}""", "", "not JSON")]
    public async Task Create_OfWhatIsNoDashboard_NamesThePlaceAndWhatIsAllowed(string document, string place, string message)
    {
        var errors = await RefuseAsync(document);

        errors.Keys.ShouldContain(place);
        errors[place].ShouldContain(message);
    }

    [Fact]
    public async Task Create_OfDeepJson_IsRefused()
    {
        var deep = $$"""{"title":"a","later":{{new string('[', 40)}}{{new string(']', 40)}}}""";

        var errors = await RefuseAsync(deep);

        errors.Values.ShouldHaveSingleItem().ShouldContain("not JSON as it is allowed here");
    }

    [Fact]
    public async Task Create_With51Widgets_IsRefused_AndWith50Made()
    {
        var errors = await RefuseAsync(With(51));
        using var caller = await CallerAsync();
        using var made = await caller.PostAsync(Routes.Dashboards, With(50));

        errors.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, string>("/widgets", "widgets has 51 entries, and may have 0 to 50."));
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Create_OfMoreThan256KB_IsRefused_AndWhiteSpaceCountsNothing()
    {
        var large = $$"""{"title":"a","later":"{{new string('é', 131_000)}}"}""";
        var wide = $$"""{"title":"a",{{new string(' ', 300_000)}}"later":1}""";
        using var caller = await CallerAsync();

        using var withText = await caller.PostAsync(Routes.Dashboards, large);
        using var withSpace = await caller.PostAsync(Routes.Dashboards, wide);
        var tooLarge = await RefuseAsync($$"""{"title":"a","later":"{{new string('x', 262_144)}}"}""");
        using var huge = await caller.PostAsync(Routes.Dashboards, new string(' ', 600_000));
        var options = await RefuseAsync($$$"""{"title":"a","widgets":[{"id":"a","type":"x","x":0,"y":0,"w":1,"h":1,"options":{"a":"{{{new string('x', 33_000)}}}"}}]}""");

        withText.StatusCode.ShouldBe(HttpStatusCode.Created, "262 KB in UTF-8");
        withSpace.StatusCode.ShouldBe(HttpStatusCode.Created);
        tooLarge[""].ShouldContain("may have 262144");
        huge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        options["/widgets/0/options"].ShouldContain("may have 32768");
    }

    [Fact]
    public async Task Create_WithoutABodyOrAsAnotherType_SaysWhatItMustBe()
    {
        using var caller = await CallerAsync();
        var id = await caller.MakeAsync("""{"title":"a"}""");

        using var without = await caller.SendAsync(HttpMethod.Put, DashboardCaller.PathOf(id), body: null, "\"1\"");
        using var empty = await caller.PutAsync(id, "\"1\"", "");
        using var asText = await caller.SendAsync(HttpMethod.Put, DashboardCaller.PathOf(id), """{"title":"b"}""", "\"1\"", "text/plain");
        using var nonsense = await caller.PutAsync(id, "\"one\"", """{"title":"b"}""");

        without.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((string)(await empty.ReadAsync())["detail"]!).ShouldContain("no body");
        asText.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        nonsense.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        ((string)(await caller.ReadAsync(DashboardCaller.PathOf(id)))["title"]!).ShouldBe("a");
    }

    [Fact]
    public async Task Create_OfBytesThatAreNotUtf8_IsRefused()
    {
        using var caller = await CallerAsync();
        using var content = new ByteArrayContent([.. "{\"title\":\""u8, 0xe9, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");

        using var answer = await caller.Client.PostAsync(Routes.Dashboards, content, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ReadAsync())["errors"]!["/title"].ShouldNotBeNull();
    }

    private static string With(int widgets) => $$"""{"title":"a","widgets":[{{string.Join(',', Enumerable.Range(0, widgets).Select(Widget))}}]}""";

    private static string Widget(int number) => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"w{{number}}","type":"clock","x":0,"y":{{number}},"w":1,"h":1}""");

    private async Task<Dictionary<string, string>> RefuseAsync(string document)
    {
        using var caller = await CallerAsync();
        using var answer = await caller.PostAsync(Routes.Dashboards, document);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Cancelled)));
        var problem = await answer.ReadAsync();
        return problem["errors"]!.AsObject().ToDictionary(error => error.Key, error => (string)error.Value![0]!);
    }

    private async Task<DashboardCaller> CallerAsync() => new(await shared.Host.ServiceAsync());
}
