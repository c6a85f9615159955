using Microsoft.AspNetCore.Authorization;

namespace FlextMonitor.Web.Pages;

/// <summary>
/// Serves the application at the addresses of its pages, and wherever else a browser navigates to and no endpoint answers: there the
/// application says that there is no page, with status 404. Runs between routing and authorization.
/// </summary>
internal sealed class PageNavigation(PageList pages, PageFiles files) : IMiddleware
{
    private readonly Endpoint _application = new(
        context => ServeAsync(context, pages, files),
        new EndpointMetadataCollection(new AuthorizeAttribute()),
        "Application");

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is null && IsOfApplication(context.Request))
        {
            context.SetEndpoint(_application);
        }

        return next(context);
    }

    private static async Task ServeAsync(HttpContext context, PageList pages, PageFiles files)
    {
        var path = WithoutSlash(context.Request.Path.Value ?? "/");
        var page = pages.Find(path);
        var result = await files.ServeAsync(PageFiles.Application, page ?? path, context, page is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
        await result.ExecuteAsync(context);
    }

    // Without further slashes at its beginning either: a browser takes //host for another host.
    private static string WithoutSlash(string path) => path.Length > 1 && path.EndsWith('/') ? $"/{path.Trim('/')}" : path;

    private static bool TakesHtml(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && accepted.Quality is null or > 0);

    private bool IsOfApplication(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && (pages.Has(request.Path) || (TakesHtml(request) && !PathsWithoutPages.Contain(request.Path)));
}
