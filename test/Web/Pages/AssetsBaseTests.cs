using System.Net;
using FlextMonitor.Web.Pages;

namespace FlextMonitor.Web.Tests.Pages;

/// <summary>Static files that browsers fetch from another address than the host's.</summary>
public sealed class AssetsBaseTests(SharedHost shared)
{
    private const string Page =
        "<!doctype html><link rel=\"icon\" href=\"./assets/icon-1a2b.svg\"><script type=\"module\" crossorigin src=\"./assets/app-1a2b.js\"></script><p>./assets/ as text</p>";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://cdn.example/monitor", "https://cdn.example/monitor/assets/", "https://cdn.example")]
    [InlineData("http://cdn.example:8080/", "http://cdn.example:8080/assets/", "http://cdn.example:8080")]
    [InlineData("https://CDN.example/a%22b/", "https://cdn.example/a%22b/assets/", "https://cdn.example")]
    public async Task Get_OfAPage_WithAnotherBase_NamesItsAssetsThere_AndLetsTheBrowserLoadThem(string assetsBase, string address, string origin)
    {
        await using var host = await StartAsync(assetsBase);
        using var caller = host.Caller();

        using var answer = await caller.GetAsync("/login", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        answer.Header("Cache-Control").ShouldBe("no-store");
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldBe(Page.Replace("\"./assets/", $"\"{address}", StringComparison.Ordinal));
        answer.Header("Content-Security-Policy").ShouldBe(
            $"default-src 'self' {origin}; img-src 'self' {origin} data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    }

    [Fact]
    public async Task Get_OfAPage_WithoutAnotherBase_NamesItsAssetsFromTheRootOn_SoThatItMayBeAtAnyDepth()
    {
        await using var host = await StartAsync("");
        using var caller = host.Caller();

        using var answer = await caller.GetAsync("/login", Cancelled);

        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldBe(Page.Replace("\"./assets/", "\"/assets/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_OfAnAsset_WithAnotherBase_IsForPagesOfEveryOrigin()
    {
        await using var host = await StartAsync("https://cdn.example");
        using var caller = host.Caller();

        using var asset = await caller.GetAsync("/assets/app-1a2b.js", Cancelled);
        using var icon = await caller.GetAsync("/icon.svg", Cancelled);

        asset.Header("Access-Control-Allow-Origin").ShouldBe("*");
        icon.Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Fact]
    public async Task Get_WithoutAnotherBase_IsForThisOriginOnly()
    {
        using var caller = shared.Host.Caller();

        using var asset = await caller.GetAsync("/assets/app-1a2b.js", Cancelled);

        asset.Header("Access-Control-Allow-Origin").ShouldBeNull();
        asset.Header("Content-Security-Policy")!.ShouldStartWith("default-src 'self'; img-src 'self' data:;");
    }

    [Theory]
    [InlineData("cdn.example")]
    [InlineData("/assets")]
    [InlineData("ftp://cdn.example")]
    [InlineData("https://cdn.example/?v=1")]
    [InlineData("https://cdn.example/#a")]
    [InlineData("https://me:secret@cdn.example/")]
    [InlineData("https://cdn.example;script-src */")]
    [InlineData("https:///monitor")]
    public void Validate_OfNoAddress_NamesKeyValueAndWhatItMayHold(string value)
    {
        var result = new PageOptions.Validation().Validate(null, new PageOptions { AssetsBase = value });

        result.Failures.ShouldHaveSingleItem().ShouldBe(
            $"Page:AssetsBase is '{value}', but must be an absolute http or https address without query, such as https://cdn.example/monitor");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://cdn.example")]
    [InlineData("http://[::1]:5000/monitor/")]
    public void Validate_OfAnAddressOrNone_IsContent(string? value)
    {
        var result = new PageOptions.Validation().Validate(null, new PageOptions { AssetsBase = value });

        result.Succeeded.ShouldBeTrue();
    }

    private static async Task<MonitorHost> StartAsync(string assetsBase)
    {
        var host = await MonitorHost.StartAsync(settings: [("Page:AssetsBase", assetsBase)]);
        await File.WriteAllTextAsync(Path.Combine(host.PageFolder, "login.html"), Page, Cancelled);
        return host;
    }
}
