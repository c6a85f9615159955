using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Views of the page that people save by name.</summary>
public sealed class SavedViewsTests : IAsyncLifetime
{
    private MonitorHost _host = null!;
    private HttpClient _ada = null!;
    private HttpClient _grace = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync();
        _ada = await _host.ServiceAsync(await _host.CreateUserAsync("ada.viewer@example.com", Roles.Viewer));
        _grace = await _host.ServiceAsync(await _host.CreateUserAsync("grace@example.com", Roles.Viewer));
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        _grace.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Views_OfOnePerson_AreByName_AndNobodyElses()
    {
        await SaveAsync(_ada, "weekly", "/runs?status=failed&range=7d");
        var daily = await SaveAsync(_ada, "Daily", "/?range=24h");
        using var changed = await _ada.PutAsJsonAsync($"{Routes.SavedViews}/{daily}", new { name = "Every day", address = "/alerts" }, Cancelled);
        using var foreign = await _grace.PutAsJsonAsync($"{Routes.SavedViews}/{daily}", new { name = "Mine", address = "/" }, Cancelled);
        using var taken = await _grace.DeleteAsync($"{Routes.SavedViews}/{daily}", Cancelled);

        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (foreign.StatusCode, taken.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        (await ListAsync(_ada)).ShouldBe([("Every day", "/alerts"), ("weekly", "/runs?status=failed&range=7d")]);
        (await ListAsync(_grace)).ShouldBeEmpty();
        (await SaveAsync(_grace, "weekly", "/")).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("", "/", "name")]
    [InlineData(" a", "/", "name")]
    [InlineData("a\u0007", "/", "name")]
    [InlineData("a", "", "address")]
    [InlineData("a", "runs", "address")]
    [InlineData("a", "https://evil.example/", "address")]
    [InlineData("a", "//evil.example/", "address")]
    [InlineData("a", "/\\evil.example/", "address")]
    [InlineData("a", "/\t/evil.example/", "address")]
    public async Task Save_OfWhatIsNoViewOfThisMonitor_NamesTheField(string name, string address, string field)
    {
        using var answer = await _ada.PostAsJsonAsync(Routes.SavedViews, new { name, address }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ReadAsync())["errors"]!.AsObject().Select(error => error.Key.ToLowerInvariant()).ShouldBe([field]);
        (await ListAsync(_ada)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Save_AtTheLimitsOfLength_IsTakenAndBeyondThemRefused()
    {
        var (name, address) = (new string('n', 60), "/" + new string('a', 1999));

        await SaveAsync(_ada, name, address);
        using var longName = await _ada.PostAsJsonAsync(Routes.SavedViews, new { name = name + "n", address = "/" }, Cancelled);
        using var longAddress = await _ada.PostAsJsonAsync(Routes.SavedViews, new { name = "b", address = address + "a" }, Cancelled);

        (longName.StatusCode, longAddress.StatusCode).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest));
        (await ListAsync(_ada)).ShouldBe([(name, address)]);
    }

    [Fact]
    public async Task Save_UnderANameThatIsTaken_SaysSo()
    {
        await SaveAsync(_ada, "Night", "/");
        var other = await SaveAsync(_ada, "Day", "/");

        using var again = await _ada.PostAsJsonAsync(Routes.SavedViews, new { name = "Night", address = "/runs" }, Cancelled);
        using var renamed = await _ada.PutAsJsonAsync($"{Routes.SavedViews}/{other}", new { name = "Night", address = "/" }, Cancelled);
        using var same = await _ada.PutAsJsonAsync($"{Routes.SavedViews}/{other}", new { name = "Day", address = "/runs" }, Cancelled);

        (again.StatusCode, renamed.StatusCode, same.StatusCode).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK));
        ((string)(await again.ReadAsync())["errors"]!["name"]![0]!).ShouldBe("There is a view called 'Night' already. Choose another name, or change that view.");
    }

    [Fact]
    public async Task Save_OfManyAtOnce_EndsAtFifty()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 54).Select(place => _ada.PostAsJsonAsync(Routes.SavedViews, new { name = $"view {place}", address = "/" }, Cancelled)));

        answers.CountBy(answer => answer.StatusCode).ShouldBe([new(HttpStatusCode.OK, 50), new(HttpStatusCode.Conflict, 4)], ignoreOrder: true);
        (await ListAsync(_ada)).Count.ShouldBe(50);
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
    }

    private static async Task<string> SaveAsync(HttpClient caller, string name, string address)
    {
        using var answer = await caller.PostAsJsonAsync(Routes.SavedViews, new { name, address }, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (string)(await answer.ReadAsync())["id"]!;
    }

    private static async Task<IReadOnlyList<(string Name, string Address)>> ListAsync(HttpClient caller) =>
        [.. (await (await caller.GetAsync(Routes.SavedViews, Cancelled)).ReadAsync())["views"]!.AsArray().Select(view => ((string)view!["name"]!, (string)view["address"]!))];
}
