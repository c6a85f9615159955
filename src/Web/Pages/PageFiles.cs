using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Web.Pages;

/// <summary>Serves the HTML documents. They are never kept, because they name the assets of this build, and the application's holds what its reader may see now.</summary>
internal sealed class PageFiles(IWebHostEnvironment environment, PageList pages, DocumentState state, IOptions<PageOptions> options)
{
    /// <summary>The document of the application, which draws every page but sign-in, set-up and those of one-time links.</summary>
    public const string Application = "index.html";

    /// <summary>The content type of every document.</summary>
    public const string Html = "text/html; charset=utf-8";

    private const string Never = "no-store";

    /// <summary>As the build writes the address of an asset into a document.</summary>
    private const string RelativeAssets = "\"./assets/";

    /// <summary>Where the build leaves room for the path below which a proxy serves the monitor.</summary>
    private const string EmptyPathBase = "data-path-base=\"\"";

    private const string EndOfHead = "</head>";

    /// <summary>A document by the name of its file in wwwroot; a redirect if the request spells the document's path in another way.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="path">The path at which the document is, in its one spelling.</param>
    /// <param name="context">The request.</param>
    /// <param name="status">The status of the answer.</param>
    public async Task<IResult> ServeAsync(string file, string path, HttpContext context, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers[HeaderNames.CacheControl] = Never;
        var request = context.Request;
        if (request.Path.Value != path)
        {
            return Results.LocalRedirect($"{request.PathBase}{new PathString(path)}{request.QueryString}", permanent: true, preserveMethod: true);
        }

        if (environment.WebRootFileProvider.GetFileInfo(file) is not { Exists: true, PhysicalPath: { } location })
        {
            return Results.Problem($"The page has not been built: '{file}' is missing from wwwroot. Build src/Web with Node at hand.", statusCode: StatusCodes.Status500InternalServerError);
        }

        var html = WithAddresses(WithScriptsOf(path, await File.ReadAllTextAsync(location, context.RequestAborted)), request);
        var carriesState = file == Application && status == StatusCodes.Status200OK;
        return carriesState && await state.WriteIntoAsync(html, context) is { } withState
            ? new ApplicationDocument(html, withState)
            : Results.Content(html, Html, statusCode: status);
    }

    // The browser fetches what the page at the path needs beside the application, and not after it.
    private string WithScriptsOf(string path, string html) =>
        html.Replace(EndOfHead, $"{string.Concat(pages.ScriptsOf(path).Select(script => $"<link rel=\"modulepreload\" crossorigin href=\"./{script}\">"))}{EndOfHead}", StringComparison.Ordinal);

    private string WithAddresses(string html, HttpRequest request) => html
        .Replace(EmptyPathBase, $"data-path-base=\"{WebUtility.HtmlEncode(request.PathBase)}\"", StringComparison.Ordinal)
        .Replace(RelativeAssets, $"\"{WebUtility.HtmlEncode(AssetsOf(request))}assets/", StringComparison.Ordinal);

    /// <summary>Where the folder <c>assets</c> is: the one place that decides it. Absolute, so that a document may be served at any depth.</summary>
    private string AssetsOf(HttpRequest request) => options.Value.AssetsAddress ?? $"{request.PathBase}/";
}
