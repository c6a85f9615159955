using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Web.Pages;

/// <summary>Serves the HTML documents. They are never kept, because they name the assets of this build.</summary>
internal sealed class PageFiles(IWebHostEnvironment environment, IOptions<PageOptions> options)
{
    /// <summary>The document of the application, which draws every page but sign-in and set-up.</summary>
    public const string Application = "index.html";

    private const string Never = "no-store";
    private const string Html = "text/html; charset=utf-8";

    /// <summary>As the build writes the address of an asset into a document.</summary>
    private const string RelativeAssets = "\"./assets/";

    /// <summary>Where the build leaves room for the path below which a proxy serves the monitor.</summary>
    private const string EmptyPathBase = "data-path-base=\"\"";

    /// <summary>A document by the name of its file in wwwroot; a redirect for an address with a slash at its end.</summary>
    public async Task<IResult> ServeAsync(string file, HttpContext context, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers[HeaderNames.CacheControl] = Never;
        if (WithoutSlash(context.Request) is { } address)
        {
            return Results.LocalRedirect(address, permanent: true, preserveMethod: true);
        }

        if (environment.WebRootFileProvider.GetFileInfo(file) is not { Exists: true, PhysicalPath: { } path })
        {
            return Results.Problem($"The page has not been built: '{file}' is missing from wwwroot. Build src/Web with Node at hand.", statusCode: StatusCodes.Status500InternalServerError);
        }

        var html = await File.ReadAllTextAsync(path, context.RequestAborted);
        return Results.Content(WithAddresses(html, context.Request), Html, statusCode: status);
    }

    private string WithAddresses(string html, HttpRequest request) => html
        .Replace(EmptyPathBase, $"data-path-base=\"{WebUtility.HtmlEncode(request.PathBase)}\"", StringComparison.Ordinal)
        .Replace(RelativeAssets, $"\"{WebUtility.HtmlEncode(AssetsOf(request))}assets/", StringComparison.Ordinal);

    /// <summary>Where the folder <c>assets</c> is: the one place that decides it. Absolute, so that a document may be served at any depth.</summary>
    private string AssetsOf(HttpRequest request) => options.Value.AssetsAddress ?? $"{request.PathBase}/";

    /// <summary>The address of a request without the slash at its end; <see langword="null"/> for the root and for an address without one.</summary>
    private static string? WithoutSlash(HttpRequest request)
    {
        if (request.Path.Value is not { Length: > 1 } path || !path.EndsWith('/'))
        {
            return null;
        }

        // Without further slashes at its beginning either: a browser takes //host for another host.
        return $"{request.PathBase}{new PathString($"/{path.Trim('/')}")}{request.QueryString}";
    }
}
