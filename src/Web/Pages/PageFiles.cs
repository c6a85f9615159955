using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Web.Pages;

/// <summary>Serves the pages' HTML, which is never kept: it names the assets of this build.</summary>
internal sealed class PageFiles(IWebHostEnvironment environment, IOptions<PageOptions> options)
{
    private const string Never = "no-store";
    private const string Html = "text/html; charset=utf-8";

    /// <summary>As the build writes the address of an asset into a page.</summary>
    private const string RelativeAssets = "\"./assets/";

    /// <summary>A page by the name of its file in wwwroot.</summary>
    public async Task<IResult> ServeAsync(string file, HttpContext context)
    {
        context.Response.Headers[HeaderNames.CacheControl] = Never;
        if (environment.WebRootFileProvider.GetFileInfo(file) is not { Exists: true, PhysicalPath: { } path })
        {
            return Results.Problem($"The page has not been built: '{file}' is missing from wwwroot. Build src/Web with Node at hand.", statusCode: StatusCodes.Status500InternalServerError);
        }

        return options.Value.AssetsAddress is { } address
            ? Results.Content(WithAssetsAt(address, await File.ReadAllTextAsync(path, context.RequestAborted)), Html)
            : Results.File(path, Html);
    }

    private static string WithAssetsAt(string address, string html) =>
        html.Replace(RelativeAssets, $"\"{WebUtility.HtmlEncode(address)}assets/", StringComparison.Ordinal);
}
