using System.IO.Compression;
using System.Net;

namespace FlextMonitor.Web.Tests.Pages;

/// <summary>What the page's build left, as it is served: to everybody, for how long, and compressed.</summary>
public sealed class StaticFileTests(SharedHost shared)
{
    private const string Script = "/assets/app-1a2b.js";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Script, "public, max-age=31536000, immutable")]
    [InlineData("/assets/plain-1a2b.css", "public, max-age=31536000, immutable")]
    [InlineData("/icon.svg", "no-cache")]
    public async Task Get_OfAFile_SaysHowLongItIsGood(string path, string cacheControl)
    {
        using var answer = await GetAsync(path, "");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Cache-Control").ShouldBe(cacheControl);
        answer.Header("ETag").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("BR;q=0.5", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("GZIP;q=0.5", "gzip")]
    public async Task Get_OfWhoTakesCompressedFiles_IsTheSmallestUnderItsOwnType(string accepts, string encoding)
    {
        using var answer = await GetAsync(Script, accepts);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Content-Encoding").ShouldBe(encoding);
        answer.Header("Content-Type").ShouldBe("text/javascript");
        answer.Header("Vary").ShouldBe("Accept-Encoding");
        answer.Header("Cache-Control").ShouldBe("public, max-age=31536000, immutable");
        var compressed = await answer.Content.ReadAsStreamAsync(Cancelled);
        await using Stream content = encoding == "br" ? new BrotliStream(compressed, CompressionMode.Decompress) : new GZipStream(compressed, CompressionMode.Decompress);
        using var reader = new StreamReader(content);
        (await reader.ReadToEndAsync(Cancelled)).ShouldBe(WebRoot.Script);
    }

    [Theory]
    [InlineData(Script, "")]
    [InlineData(Script, "deflate, zstd")]
    [InlineData(Script, "br;q=0, gzip;q=0")]
    [InlineData("/assets/brotli-1a2b.js", "gzip")]
    [InlineData("/assets/plain-1a2b.css", "br, gzip")]
    public async Task Get_OfWhoTakesNoneOfThem_OrWhereThereIsNone_IsTheFileItself(string path, string accepts)
    {
        using var answer = await GetAsync(path, accepts);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Content-Encoding").ShouldBeNull();
        answer.Header("Vary").ShouldBe("Accept-Encoding");
    }

    [Theory]
    [InlineData("/index.html")]
    [InlineData("/login.html")]
    [InlineData("/SETUP.html")]
    [InlineData("//setup.html")]
    [InlineData("/pages.json")]
    public async Task Get_OfADocumentByItsFile_IsNone(string path)
    {
        using var answer = await GetAsync(path, "");
        using var browser = await shared.Host.BrowserAsync();
        using var signedIn = await browser.GetAsync(new Uri(shared.Host.Address + path), Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/../data/monitor.db")]
    [InlineData("/assets/..%2f..%2fdata%2fmonitor.db")]
    [InlineData("/assets/%2e%2e/%2e%2e/data/monitor.db")]
    public async Task Get_OfAFileOutside_IsNone(string path)
    {
        using var answer = await GetAsync(path, "br");

        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string accepts)
    {
        using var caller = shared.Host.Caller();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(shared.Host.Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);
        return await caller.SendAsync(request, Cancelled);
    }
}
